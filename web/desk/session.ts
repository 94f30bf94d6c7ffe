import { decodeJwt } from 'jose';
import { type ClaimNames, identityOf } from '../../adapters/identity/token-claims.ts';
import type { Identity } from '../../use-cases/identity.ts';

/** Who uses the pages, as the token says; whether it is true, the desk finds out with every request. */
export type Session = Identity & { token: string; expiresAt: Date };

/** @returns nothing for what is no token, has expired, or names no agency */
export function sessionOf(token: string, names: ClaimNames, now: Date): Session | undefined {
  try {
    const claims = decodeJwt(token);
    const expiresAt = new Date(1000 * (claims.exp ?? 0));
    return expiresAt > now ? { ...identityOf(claims, names), token, expiresAt } : undefined;
  } catch {
    return undefined;
  }
}
