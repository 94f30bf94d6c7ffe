import canonicalize from 'canonicalize';
import { createLocalJWKSet, errors, flattenedVerify } from 'jose';
import { decode, encode } from 'jose/base64url';
import { type KeySet, signedDocument } from '../../contracts/proof-documents.ts';

type Opened = { document: unknown } | { fault: string };

/**
 * Opens a signed document. The text must be the one way to write it: a decoder that overlooks spaces or the
 * spare bits of a last letter would let a changed byte pass.
 */
export async function openSigned(text: string, keys: KeySet): Promise<Opened> {
  const signed = parse(text);
  if (!signed) return { fault: 'it was changed: it is no signed document in canonical form' };
  try {
    const { payload } = await flattenedVerify(signed, createLocalJWKSet(keys), { algorithms: ['ES256'] });
    return { document: JSON.parse(new TextDecoder().decode(payload)) };
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey)
      return { fault: 'it is signed with a key that is not known' };
    if (error instanceof errors.JOSEError || error instanceof SyntaxError)
      return { fault: 'it was changed: its signature is not right' };
    throw error;
  }
}

function parse(text: string) {
  try {
    const { data } = signedDocument.safeParse(JSON.parse(text));
    if (!data || canonicalize(data) !== text) return undefined;
    return Object.values(data).every(isCanonical) ? data : undefined;
  } catch {
    return undefined;
  }
}

const isCanonical = (encoded: string): boolean => encode(decode(encoded)) === encoded;
