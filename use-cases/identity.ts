import type { Role } from '../contracts/roles.ts';
import { Forbidden } from './errors.ts';

/** Who asks, as a verified token says. The agency is never taken from a path or a body. */
export type Identity = {
  subject: string;
  agency: string;
  roles: readonly string[];
  /** A program of the agency, which signed in by itself. */
  program?: true;
};

export interface TokenVerifier {
  /** @throws {Unauthorised} for a token that is not ours; {Upstream} when the keys cannot be had. */
  verify(token: string): Promise<Identity>;
}

export const hasRole = ({ roles }: Identity, ...wanted: Role[]): boolean =>
  wanted.some((role) => roles.includes(role));

/** @throws {Forbidden} */
export function requireRole(identity: Identity, ...wanted: Role[]): void {
  if (hasRole(identity, ...wanted)) return;
  throw new Forbidden(
    `This takes the role ${wanted.join(' or ')}: ask whoever manages the accounts of ${identity.agency}.`,
  );
}
