import { Unauthorised } from '../../use-cases/errors.ts';

/** @throws {Unauthorised} when the `Authorization` header is absent or of another scheme. */
export function bearerToken(authorization: string | undefined): string {
  const token = /^Bearer +(\S+)$/i.exec(authorization?.trim() ?? '')?.[1];
  if (token) return token;
  throw new Unauthorised('Send an access token in the header Authorization, as "Bearer …".');
}
