import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  SignJWT,
} from 'jose';

/** A token's content beside issuer, audience and times. */
export type DevelopmentClaims = { subject: string; agency: string; roles: string[] };

export type DevelopmentKeys = { privateKey: JWK; jwks: JSONWebKeySet };

/** A fresh ES256 key pair, for a laptop or a test: whoever holds the private key can be anyone. */
export async function createDevelopmentKeys(): Promise<DevelopmentKeys> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const publicKey = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(publicKey);
  return {
    privateKey: { ...(await exportJWK(pair.privateKey)), kid },
    jwks: { keys: [{ ...publicKey, kid, alg: 'ES256', use: 'sig' }] },
  };
}

export type TokenOptions = { issuer: string; audience: string; expiresIn?: string };

/** `expiresIn` as jose reads it, such as `8h`. */
export async function signDevelopmentToken(
  { subject, agency, roles }: DevelopmentClaims,
  { privateKey }: Pick<DevelopmentKeys, 'privateKey'>,
  { issuer, audience, expiresIn = '8h' }: TokenOptions,
): Promise<string> {
  return new SignJWT({ agency, roles })
    .setProtectedHeader({ alg: 'ES256', kid: privateKey.kid!, typ: 'JWT' })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(await importJWK(privateKey, 'ES256'));
}
