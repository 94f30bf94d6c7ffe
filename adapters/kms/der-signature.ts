/** Bytes of each of the two integers of an ECDSA signature on P-256. */
const integerBytes = 32;

/**
 * KMS gives ECDSA signatures as ASN.1 DER (RFC 3279, 2.2.3): SEQUENCE { r INTEGER, s INTEGER }. JOSE has the two
 * integers side by side, 32 bytes each (RFC 7518, 3.4).
 *
 * @throws {TypeError} for bytes that are not such a sequence.
 */
export function joseSignature(der: Uint8Array): Uint8Array {
  const [r, afterR] = integerAt(der, 2);
  const [s, end] = integerAt(der, afterR);
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || end !== der.length) throw malformed();
  const signature = new Uint8Array(2 * integerBytes);
  signature.set(r, integerBytes - r.length);
  signature.set(s, 2 * integerBytes - s.length);
  return signature;
}

/** An integer without the zero that keeps DER from reading it as negative, and where the next one begins. */
function integerAt(der: Uint8Array, start: number): [value: Uint8Array, end: number] {
  const length = der[start + 1] ?? 0;
  const end = start + 2 + length;
  if (der[start] !== 0x02 || length === 0 || end > der.length) throw malformed();
  const value = der.subarray(der[start + 2] === 0 ? start + 3 : start + 2, end);
  if (value.length > integerBytes) throw malformed();
  return [value, end];
}

const malformed = () => new TypeError('These bytes are no ECDSA signature on P-256 in DER');
