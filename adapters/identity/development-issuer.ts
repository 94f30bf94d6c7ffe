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

type SigningKey = Pick<DevelopmentKeys, 'privateKey'>;

/** A person's token. `expiresIn` as jose reads it, such as `8h`. */
export const signDevelopmentToken = (
  { subject, agency, roles }: DevelopmentClaims,
  key: SigningKey,
  { audience, ...options }: TokenOptions,
): Promise<string> =>
  sign(new SignJWT({ agency, roles }).setSubject(subject).setAudience(audience), key, options);

/** A program's token, as an OAuth server gives one for client credentials: agency and roles are scopes. */
export const signMachineToken = (
  { subject, agency, roles }: DevelopmentClaims,
  key: SigningKey,
  { audience, ...options }: TokenOptions,
): Promise<string> => {
  const scope = [`agency:${agency}`, ...roles.map((role) => `role:${role}`)]
    .map((each) => `${audience}/${each}`)
    .join(' ');
  return sign(new SignJWT({ client_id: subject, scope }).setSubject(subject), key, options);
};

const sign = async (
  token: SignJWT,
  { privateKey }: SigningKey,
  { issuer, expiresIn = '8h' }: Omit<TokenOptions, 'audience'>,
): Promise<string> =>
  token
    .setProtectedHeader({ alg: 'ES256', kid: privateKey.kid!, typ: 'JWT' })
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(await importJWK(privateKey, 'ES256'));
