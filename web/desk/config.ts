import type { ClaimNames } from '../../adapters/identity/token-claims.ts';

/** `/desk/config.json`: what the desk's pages need to know of the deployment that they belong to. */
export type DeskConfig = {
  /** Address of the API without `/v1`; empty where it is on the same site. */
  api: string;
  claims: ClaimNames;
  /** Where people sign in, by OpenID Connect. Without it they paste a token, as on a laptop. */
  signIn?: { issuer: string; clientId: string } | undefined;
};

export const deskConfigPath = 'desk/config.json';
