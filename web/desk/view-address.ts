/** What is behind the `#` of the page: `#/review/dti-province/2022/01J…` → `['review', 'dti-province', '2022', '01J…']`. */
export const viewParts = (hash: string): string[] =>
  hash.replace(/^#/, '').split('/').filter(Boolean).map(decoded);

export const viewAddress = (...parts: string[]): string => `#/${parts.map(encodeURIComponent).join('/')}`;

/** Whoever mends an address by hand may leave a lone `%`. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** As people name an edition: the index and the year of `dti-province/2022`. */
export const editionName = (index: string, id: string): string => `${index} ${id.split('/').at(-1)}`;

/** A document's address that may be followed: what a file names could be a script as well. */
export function followable(address: string): string | undefined {
  const url = URL.parse(address);
  return url && ['http:', 'https:'].includes(url.protocol) ? url.href : undefined;
}
