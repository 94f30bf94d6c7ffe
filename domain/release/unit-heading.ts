import type { Unit } from '../methodology/definitions.ts';
import type { ResultRow } from './run.ts';

/** The code scheme of the General Statistics Office, by which Vietnamese agencies know their units. */
const SCHEME = 'gso';

/**
 * A unit as results show it. Codes are reused over the years, so the one valid at the end of the edition's
 * year is shown; for a unit that came later, its first.
 */
export function unitHeading({ id, name, codes, region }: Unit, period: string): ResultRow['unit'] {
  const yearEnd = `${period}-12-31`;
  const official = codes.filter(({ scheme }) => scheme === SCHEME);
  const valid = official.find(({ from, to }) => (!from || from <= yearEnd) && (!to || to >= yearEnd));
  const code = (valid ?? official[0] ?? codes[0])?.value;
  return { id, name, ...(code !== undefined && { code }), ...(region !== undefined && { region }) };
}

/** Order of ids that depends on no locale. */
export const byId = (a: { id: string }, b: { id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
