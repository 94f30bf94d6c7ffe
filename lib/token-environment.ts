import type { TokenIssuer } from './config.ts';

/** How the functions that verify tokens are told whose. */
export const tokenEnvironment = ({ issuer, audience, jwks, jwksUrl, claims }: TokenIssuer) => ({
  TOKEN_ISSUER: issuer,
  TOKEN_AUDIENCE: audience,
  TOKEN_CLAIMS: JSON.stringify(claims),
  ...(jwks && { TOKEN_JWKS: JSON.stringify(jwks) }),
  ...(jwksUrl && { TOKEN_JWKS_URL: jwksUrl }),
});
