import canonicalize from 'canonicalize';

/**
 * Names a JSON value by its content: SHA-256 of its canonical form (RFC 8785), 64 hexadecimal digits.
 * Key order and white space do not matter; anything else does.
 *
 * @throws {TypeError} for a value that JSON cannot hold (undefined at the root, NaN, an infinity).
 */
export async function contentHash(value: unknown): Promise<string> {
  const canonical = canonicalize(value);
  if (canonical === undefined) throw new TypeError('Only a JSON value has a content hash');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
