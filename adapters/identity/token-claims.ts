import type { JWTPayload } from 'jose';
import { Unauthorised } from '../../use-cases/errors.ts';
import type { Identity } from '../../use-cases/identity.ts';

/** Which claims of an issuer's access tokens say who asks. */
export type ClaimNames = {
  agency: string;
  /** A list, or words. */
  roles: string;
  /** Where the agency is one of several words, such as a group: what that word begins with. */
  agencyPrefix?: string | undefined;
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
  return { subject: claims.sub!, agency, roles, ...(isMachine && { program: true as const }) };
}

function fromClaims(claims: JWTPayload, { agency, roles, agencyPrefix }: ClaimNames) {
  if (agencyPrefix === undefined) return { agency: claims[agency], roles: wordsOf(claims[roles]) };
  return {
    agency: theOnly(named(agencyPrefix, wordsOf(claims[agency]))),
    roles: wordsOf(claims[roles]).filter((word) => !word.startsWith(agencyPrefix)),
  };
}

function fromScopes(claims: JWTPayload, names: ClaimNames) {
  const scopes = scopesOf(claims, names);
  return { agency: theOnly(named('agency:', scopes)), roles: named('role:', scopes) };
}

const named = (prefix: string, words: readonly string[]): string[] =>
  words.filter((word) => word.startsWith(prefix)).map((word) => word.slice(prefix.length));

/** Everybody works for one agency: a token with two says nothing. */
const theOnly = (agencies: readonly string[]): string | undefined =>
  agencies.length === 1 ? agencies[0] : undefined;

/** Those of our resource server, without its name. */
function scopesOf(claims: JWTPayload, { resourceServer }: ClaimNames): string[] {
  if (resourceServer === undefined) return [];
  return named(`${resourceServer}/`, wordsOf(claims['scope']));
}

function wordsOf(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ').filter(Boolean);
  return Array.isArray(claim) ? claim.filter((word) => typeof word === 'string') : [];
}
