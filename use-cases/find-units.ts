import { matching, type NamedUnit, nearest, searchKey } from '../domain/units/name-search.ts';
import { NotFound } from './errors.ts';
import type { PublicReader } from './read-ports.ts';

export type NameReader = Pick<PublicReader, 'names'>;

/** Output: units of a set by any spelling of a name, from any of its words on. One read. */
export async function findByName(reader: NameReader, unitSet: string, written: string): Promise<NamedUnit[]> {
  const key = searchKey(written);
  return key === '' ? [] : matching(await reader.names(unitSet, key), key);
}

/** What to say of a unit that is not known, with those whose names are like it in the sets where it was looked for. */
export async function unknownUnit(
  reader: NameReader,
  unitSets: Iterable<string>,
  message: string,
  { written, parameter }: { written: string; parameter: string },
): Promise<NotFound> {
  const key = searchKey(written.replaceAll('-', ' '));
  const chunks = await Promise.all([...new Set(unitSets)].map((set) => reader.names(set, key)));
  const units = nearest(chunks.flat(), key);
  return new NotFound(message, {
    parameter,
    link: '/v1/units',
    ...(units.length > 0 && { nearest: units }),
  });
}
