import type { JWTPayload } from 'jose';
import { Unauthorised } from '../../use-cases/errors.ts';
import type { Identity } from '../../use-cases/identity.ts';

/** Which claims of an issuer's access tokens say who asks. */
export type ClaimNames = {
  agency: string;
  /** A list, or words. */
  roles: string;
  /**
   * The resource server whose scopes `agency:{id}` and `role:{role}` stand for the claims in the token of a
   * machine client, which has none of a person's. Without it, such tokens are refused.
   */
  resourceServer?: string | undefined;
};

export const ownClaims: ClaimNames = { agency: 'agency', roles: 'roles' };

/**
 * Whether a token is meant for us (RFC 8725, 3.9). Amazon Cognito's access tokens name no audience, but the client
 * that they were given to, or scopes of the resource server that they are for.
 */
export function isForAudience(claims: JWTPayload, audience: string, names: ClaimNames): boolean {
  if (claims.aud !== undefined) return [claims.aud].flat().includes(audience);
  return claims['client_id'] === audience || scopesOf(claims, names).length > 0;
}

/** @throws {Unauthorised} for a token that names no agency or is not an access token. */
export function identityOf(claims: JWTPayload, names: ClaimNames): Identity {
  if (claims['token_use'] === 'id')
    throw new Unauthorised('This is an ID token, for the page that signed in: send the access token.');
  const isMachine = claims['client_id'] !== undefined && claims['client_id'] === claims.sub;
  const { agency, roles } = isMachine ? fromScopes(claims, names) : fromClaims(claims, names);
  if (typeof agency !== 'string' || agency === '')
    throw new Unauthorised('The token names no agency: ask whoever manages the accounts.');
  return { subject: claims.sub!, agency, roles };
}

const fromClaims = (claims: JWTPayload, names: ClaimNames) => ({
  agency: claims[names.agency],
  roles: wordsOf(claims[names.roles]),
});

/** A machine works for one agency: a token with two says nothing. */
function fromScopes(claims: JWTPayload, names: ClaimNames) {
  const scopes = scopesOf(claims, names);
  const named = (kind: string) =>
    scopes.filter((scope) => scope.startsWith(kind)).map((scope) => scope.slice(kind.length));
  const agencies = named('agency:');
  return { agency: agencies.length === 1 ? agencies[0] : undefined, roles: named('role:') };
}

/** Those of our resource server, without its name. */
function scopesOf(claims: JWTPayload, { resourceServer }: ClaimNames): string[] {
  if (resourceServer === undefined) return [];
  const prefix = `${resourceServer}/`;
  return wordsOf(claims['scope'])
    .filter((scope) => scope.startsWith(prefix))
    .map((scope) => scope.slice(prefix.length));
}

function wordsOf(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ').filter(Boolean);
  return Array.isArray(claim) ? claim.filter((word) => typeof word === 'string') : [];
}
