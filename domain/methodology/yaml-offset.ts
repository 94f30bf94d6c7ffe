import { type Document, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';

/** Keys and list positions that lead from a document's root to one of its parts. */
export type PathInDocument = readonly PropertyKey[];

/** Where the part begins in the text; the nearest part around it where it is not written. */
export const valueOffset = (document: Document.Parsed, path: PathInDocument): number =>
  locate(document, path).value?.range?.[0] ?? 0;

/** Where the key of the part begins. */
export const keyOffset = (document: Document.Parsed, path: PathInDocument): number => {
  const { key, value } = locate(document, path);
  return (key ?? value)?.range?.[0] ?? 0;
};

type Found = { key?: ParsedNode | undefined; value: ParsedNode | null };

/** Follows the path as far as it is written. */
function locate(document: Document.Parsed, path: PathInDocument): Found {
  let found: Found = { value: document.contents };
  for (const step of path) {
    const next = child(found.value, step);
    if (!next) return found;
    found = next;
  }
  return found;
}

function child(parent: ParsedNode | null, step: PropertyKey): Found | undefined {
  if (isSeq(parent)) {
    const value = parent.items[Number(step)] as ParsedNode | undefined;
    return value && { value };
  }
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === step);
  if (!pair) return undefined;
  const key = pair.key as ParsedNode;
  return { key, value: (pair.value as ParsedNode | null) ?? key };
}
