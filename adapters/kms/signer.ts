import { createHash, createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import canonicalize from 'canonicalize';
import { calculateJwkThumbprint } from 'jose';
import type { PublicKey } from '../../contracts/proof-documents.ts';
import type { Signer } from '../../use-cases/proof-ports.ts';
import { joseSignature } from './der-signature.ts';

/** Signs with a key on P-256 that never leaves KMS. */
export function createKmsSigner({ client, keyId }: { client: KMSClient; keyId: string }): Signer {
  let known: PublicKey | undefined;
  const key = async () => {
    known ??= await publicKeyOf(client, keyId);
    return known;
  };
  return {
    key,
    async sign(document) {
      const { kid } = await key();
      const header = base64url(canonicalize({ alg: 'ES256', kid })!);
      const payload = base64url(canonicalize(document)!);
      const command = new SignCommand({
        KeyId: keyId,
        SigningAlgorithm: 'ECDSA_SHA_256',
        // KMS takes 4 KB of a message, and a digest of any.
        MessageType: 'DIGEST',
        Message: createHash('sha256').update(`${header}.${payload}`).digest(),
      });
      const { Signature } = await client.send(command);
      return { payload, protected: header, signature: base64url(joseSignature(Signature!)) };
    },
  };
}

const base64url = (content: string | Uint8Array): string => Buffer.from(content).toString('base64url');

async function publicKeyOf(client: KMSClient, keyId: string): Promise<PublicKey> {
  const { PublicKey: spki } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  const jwk = createPublicKey({ key: Buffer.from(spki!), format: 'der', type: 'spki' }).export({
    format: 'jwk',
  });
  const { kty, crv, x, y } = jwk as Pick<PublicKey, 'kty' | 'crv' | 'x' | 'y'>;
  return { kty, crv, x, y, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
}
