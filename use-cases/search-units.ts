import { type NamedUnit, nearest, searchKey } from '../domain/units/name-search.ts';
import { NotFound } from './errors.ts';
import { findByName } from './find-units.ts';
import type { PublicReader } from './read-ports.ts';

/** Output: every set of units, by id. */
export const listUnitSets = (reader: Pick<PublicReader, 'unitSets'>) => reader.unitSets();

const mostUnits = 50;

/**
 * Input: a name in any spelling, or its beginning from any word on; optionally one set of units.
 * Output: at most 50 units, those named in full first; without any, those whose names are most like it.
 */
export async function searchUnits(
  reader: Pick<PublicReader, 'unitSets' | 'names'>,
  { search, unitSet }: { search: string; unitSet?: string | undefined },
): Promise<{ units: NamedUnit[]; nearest: NamedUnit[] }> {
  const known = (await reader.unitSets()).map(({ id }) => id);
  if (unitSet !== undefined && !known.includes(unitSet))
    throw new NotFound(`There is no set of units "${unitSet}".`, { parameter: 'unitSet', allowed: known });
  const sets = unitSet === undefined ? known : [unitSet];
  const found = await Promise.all(sets.map((set) => findByName(reader, set, search)));
  const units = [...new Map(found.flat().map((unit) => [unit.id, unit])).values()].slice(0, mostUnits);
  if (units.length > 0) return { units, nearest: [] };
  const key = searchKey(search);
  const chunks = await Promise.all(sets.map((set) => reader.names(set, key)));
  return { units, nearest: nearest(chunks.flat(), key) };
}

/** Output: one unit with its codes, names, and the units that it came of and became. */
export async function getUnit(
  reader: Pick<PublicReader, 'unit' | 'unitSets' | 'names'>,
  { unit }: { unit: string },
) {
  const found = await reader.unit(unit);
  if (found) return found;
  const like = await searchUnits(reader, { search: unit.replaceAll('-', ' ') });
  const suggestions = [...like.units, ...like.nearest].slice(0, 3);
  throw new NotFound(`There is no unit "${unit}". /v1/units?search= finds units by name.`, {
    parameter: 'unit',
    link: '/v1/units',
    ...(suggestions.length > 0 && { nearest: suggestions }),
  });
}
