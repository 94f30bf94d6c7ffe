import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { Unauthorised, Upstream } from '../../use-cases/errors.ts';
import type { TokenVerifier } from '../../use-cases/identity.ts';
import { type ClaimNames, identityOf, isForAudience, ownClaims } from './token-claims.ts';

export type TokenSettings = {
  issuer: string;
  audience: string;
  /** A JSON Web Key Set, as text. */
  jwks?: string | undefined;
  /** Where the issuer publishes its keys; fetched when first needed, kept, and fetched again for a new key id. */
  jwksUrl?: string | undefined;
  claims?: ClaimNames | undefined;
};

/** Public-key signatures only: with a list of our own, a token cannot choose `none` or a shared secret. */
const algorithms = ['ES256', 'RS256'];
const clockToleranceSeconds = 30;

/**
 * Verifies access tokens of an OpenID Connect issuer (RFC 8725: fixed algorithms, issuer and audience checked).
 *
 * @throws {Error} at once, unless the keys are given in exactly one way.
 */
export function createTokenVerifier({
  issuer,
  audience,
  claims = ownClaims,
  ...keys
}: TokenSettings): TokenVerifier {
  const getKey = keySource(keys);
  const rules = {
    issuer,
    algorithms,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['sub', 'exp'],
  };
  return {
    async verify(token) {
      const { payload } = await jwtVerify(token, getKey, rules).catch(refuse);
      if (!isForAudience(payload, audience, claims))
        throw new Unauthorised('The token was given for another service: sign in here.');
      return identityOf(payload, claims);
    },
  };
}

function keySource({ jwks, jwksUrl }: Pick<TokenSettings, 'jwks' | 'jwksUrl'>): JWTVerifyGetKey {
  if (jwks && !jwksUrl) return createLocalJWKSet(JSON.parse(jwks));
  if (jwksUrl && !jwks) return createRemoteJWKSet(new URL(jwksUrl));
  throw new Error('Give the keys of the token issuer in one way: TOKEN_JWKS or TOKEN_JWKS_URL');
}

/** What the sender of a token can mend is Unauthorised; keys that cannot be had are not their fault. */
function refuse(cause: unknown): never {
  if (cause instanceof errors.JWTExpired)
    throw new Unauthorised('The token has expired: sign in again.', { cause });
  if (cause instanceof errors.JOSEError && !keyFaults.has(cause.code))
    throw new Unauthorised('The token is not valid here: sign in again.', { cause });
  throw new Upstream('The keys that tokens are checked with cannot be had just now. Try again.', { cause });
}

/** The generic error is what jose throws when the address of the keys answers anything but 200. */
const keyFaults = new Set([errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code]);
