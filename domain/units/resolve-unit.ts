import type { Unit } from '../methodology/definitions.ts';
import { createNameIndex, type Reading } from './name-index.ts';
import { remember } from './remember.ts';
import { bareName, plainName, spelledName, tidyText } from './written-name.ts';

export type UnitMatch =
  | { unit: Unit }
  | { problem: 'unknown'; nearest: Unit[] }
  | { problem: 'ambiguous'; candidates: Unit[] };

/** A span of ISO dates, both ends included; an absent end is open. */
export type Validity = { from?: string | undefined; to?: string | undefined };

/**
 * Finds the unit that a cell names: by our own id, by a code, by a name in either language or by an alias.
 * Two units that answer to what was written are both returned and neither is chosen.
 *
 * @param units the units that may be meant, usually those of one cohort
 * @param on codes count only when they were in force some time within it; all codes where absent
 */
export function createUnitResolver(
  units: readonly Unit[],
  on: Validity = {},
): (written: string) => UnitMatch {
  const codes = (unit: Unit) => unit.codes.filter((code) => overlap(code, on)).map(({ value }) => value);
  const names = (unit: Unit) => [unit.name.vi, unit.name.en, ...unit.aliases];
  const everything = (unit: Unit) => [unit.id, ...codes(unit), ...names(unit)];
  const readings: Reading<Unit>[] = [
    { key: tidyText, names: (unit) => [unit.id] },
    { key: tidyText, names: (unit) => [...codes(unit), ...names(unit)] },
    { key: digitsWithoutLeadingZeros, names: codes },
    { key: spelledName, names: everything },
    { key: plainName, names: everything },
    { key: bareName, names },
  ];
  const find = createNameIndex(units, readings);
  return remember((written): UnitMatch => {
    const match = find(written);
    return 'item' in match ? { unit: match.item } : match;
  });
}

/** The span in which all the units exist together; open on both ends when they never do. */
export function commonValidity(units: readonly Unit[]): Validity {
  const starts = units.flatMap(({ from }) => from ?? []).sort();
  const ends = units.flatMap(({ to }) => to ?? []).sort();
  const [from, to] = [starts.at(-1), ends[0]];
  return from !== undefined && to !== undefined && from > to ? {} : { from, to };
}

const overlap = (a: Validity, b: Validity): boolean =>
  (a.from === undefined || b.to === undefined || a.from <= b.to) &&
  (b.from === undefined || a.to === undefined || b.from <= a.to);

/** A spreadsheet that takes a code for a number turns 01 into 1. */
function digitsWithoutLeadingZeros(written: string): string | undefined {
  const digits = spelledName(written);
  return /^[0-9]+$/.test(digits) ? digits.replace(/^0+(?=.)/, '') : undefined;
}
