import { randomBytes } from 'node:crypto';
import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { WebhookSecrets } from '../../use-cases/webhook-ports.ts';

/** As long as the digest that it keys (Standard Webhooks asks for 24 to 64 bytes). */
const secretBytes = 32;

/** Secrets sealed by a KMS key. The context binds each to its webhook: moved to another, it does not open. */
export function createWebhookSecrets({
  client,
  keyId,
}: {
  client: KMSClient;
  keyId: string;
}): WebhookSecrets {
  return {
    async issue(webhook) {
      const bytes = randomBytes(secretBytes);
      const command = new EncryptCommand({ KeyId: keyId, Plaintext: bytes, EncryptionContext: webhook });
      const { CiphertextBlob } = await client.send(command);
      return { secret: asText(bytes), sealed: Buffer.from(CiphertextBlob!).toString('base64') };
    },
    async open(sealed, webhook) {
      const CiphertextBlob = Buffer.from(sealed, 'base64');
      const command = new DecryptCommand({ KeyId: keyId, CiphertextBlob, EncryptionContext: webhook });
      const { Plaintext } = await client.send(command);
      return asText(Plaintext!);
    },
  };
}

const asText = (bytes: Uint8Array): string => `whsec_${Buffer.from(bytes).toString('base64')}`;
