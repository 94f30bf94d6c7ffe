import type { ClaimNames } from '../../adapters/identity/token-claims.ts';
import { createTokenVerifier } from '../../adapters/identity/verify-token.ts';

export const tokenVariables = [
  'TOKEN_ISSUER',
  'TOKEN_AUDIENCE',
  'TOKEN_JWKS',
  'TOKEN_JWKS_URL',
  'TOKEN_CLAIMS',
] as const;

type TokenEnv = {
  TOKEN_ISSUER: string;
  TOKEN_AUDIENCE: string;
  TOKEN_JWKS?: string | undefined;
  TOKEN_JWKS_URL?: string | undefined;
  TOKEN_CLAIMS?: ClaimNames | undefined;
};

/** The same rules for the authoriser and for the desk behind it. */
export const verifierFrom = (env: TokenEnv) =>
  createTokenVerifier({
    issuer: env.TOKEN_ISSUER,
    audience: env.TOKEN_AUDIENCE,
    jwks: env.TOKEN_JWKS,
    jwksUrl: env.TOKEN_JWKS_URL,
    claims: env.TOKEN_CLAIMS,
  });
