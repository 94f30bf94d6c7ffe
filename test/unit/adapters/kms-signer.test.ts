import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSigned } from '../../../adapters/identity/open-signed.ts';
import { joseSignature } from '../../../adapters/kms/der-signature.ts';
import { createKmsSigner } from '../../../adapters/kms/signer.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** KMS as far as the signer knows it. */
function kms() {
  const client = new KMSClient({ region: 'ap-southeast-1' });
  const sent = mockClient(client);
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  sent.on(GetPublicKeyCommand).resolves({ PublicKey: spki });
  return { client, sent, spki };
}

describe('a signature of KMS', () => {
  it('becomes the two integers of JOSE, whatever their length', () => {
    const integer = fc.bigInt({ min: 1n, max: 2n ** 256n - 1n });
    fc.assert(
      fc.property(integer, integer, (r, s) => {
        const raw = Buffer.from(r.toString(16).padStart(64, '0') + s.toString(16).padStart(64, '0'), 'hex');
        expect(Buffer.from(joseSignature(der(r, s)))).toEqual(raw);
      }),
    );
  });

  it.each([
    '',
    '3000',
    '300602010102',
    '30060201010201',
    '3006020101020101ff',
    '300602010103010a',
  ])('of other bytes (%s) is refused', (hex) =>
    expect(() => joseSignature(Buffer.from(hex, 'hex'))).toThrow(TypeError));
});

function der(r: bigint, s: bigint): Uint8Array {
  const integer = (value: bigint) => {
    const hex = value.toString(16);
    const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
    const signed = bytes[0]! > 127 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
    return Buffer.concat([Buffer.of(2, signed.length), signed]);
  };
  const content = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.of(0x30, content.length), content]);
}

describe('the signer', () => {
  it('gives what any JOSE library opens, for a document longer than KMS takes', async () => {
    const { client, sent } = kms();
    const document = { kind: 'release', text: 'Đà Nẵng '.repeat(1000) };
    const signer = createKmsSigner({ client, keyId: 'key-1' });
    const { kid } = await signer.key();
    const header = Buffer.from(canonicalize({ alg: 'ES256', kid })!).toString('base64url');
    const payload = Buffer.from(canonicalize(document)!).toString('base64url');
    const key = createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }) as string);
    sent.on(SignCommand).resolves({ Signature: sign('sha256', Buffer.from(`${header}.${payload}`), key) });

    const signed = await signer.sign(document);
    expect(await openSigned(canonicalize(signed)!, { keys: [await signer.key()] })).toEqual({ document });
    expect(sent.commandCalls(SignCommand)[0]!.args[0].input).toMatchObject({
      KeyId: 'key-1',
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    });
    expect(sent.commandCalls(SignCommand)[0]!.args[0].input.Message).toHaveLength(32);
  });

  it('asks for the public key once, and again after a failure', async () => {
    const { client, sent, spki } = kms();
    const signer = createKmsSigner({ client, keyId: 'key-1' });
    sent.on(GetPublicKeyCommand).rejectsOnce(new Error('down')).resolves({ PublicKey: spki });
    await expect(signer.key()).rejects.toThrow('down');
    await signer.key();
    await signer.key();
    expect(sent.commandCalls(GetPublicKeyCommand)).toHaveLength(2);
  });
});
