import { decodeProtectedHeader, errors, flattenedVerify, importJWK } from 'jose';
import type { FileSignatures } from '../../use-cases/file-signature.ts';

const algorithms = { EC: 'ES256', RSA: 'RS256' } as const;

export const fileSignatures: FileSignatures = {
  keyOf(signature) {
    const header = headerOf(signature);
    const known = Object.values(algorithms).some((algorithm) => algorithm === header?.alg);
    return known && typeof header?.kid === 'string' ? header.kid : undefined;
  },

  async isRight(signature, content, key) {
    const [protectedHeader, , value] = signature.split('.');
    // With `b64: false` the bytes themselves are signed, else their base64url.
    const plain = headerOf(signature)?.b64 === false;
    const payload = plain ? content : Buffer.from(content).toString('base64url');
    const algorithm = algorithms[key.kty];
    try {
      await flattenedVerify(
        { protected: protectedHeader!, payload, signature: value! },
        await importJWK(key, algorithm),
        { algorithms: [algorithm], crit: { b64: true } },
      );
      return true;
    } catch (error) {
      if (error instanceof errors.JOSEError) return false;
      throw error;
    }
  },
};

function headerOf(signature: string) {
  if (!/^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+$/.test(signature)) return undefined;
  try {
    return decodeProtectedHeader(signature);
  } catch {
    return undefined;
  }
}
