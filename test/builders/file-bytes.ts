/** A file as it arrives: in pieces of the given size, or in one. */
export async function* fileBytes(content: string | Uint8Array, piece?: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const size = piece ?? Math.max(bytes.length, 1);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const utf16 = (text: string, order: 'little' | 'big'): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'little' ? bytes : bytes.swap16();
};
