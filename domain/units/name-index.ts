import { distance } from 'fastest-levenshtein';
import { plainName, spelledName, tidyText } from './written-name.ts';

/** What a written name turned out to mean. `nearest` holds up to three suggestions, best first. */
export type NameMatch<T> =
  | { item: T }
  | { problem: 'unknown'; nearest: T[] }
  | { problem: 'ambiguous'; candidates: T[] };

/** One reading of names. Two names are the same in it when their keys are; no key, no match. */
export type Reading<T> = {
  key: (written: string) => string | undefined;
  names: (item: T) => string[];
};

/** As written, then by letters and digits alone, then without diacritics. */
export const nameReadings = <T>(names: (item: T) => string[]): Reading<T>[] =>
  [tidyText, spelledName, plainName].map((key) => ({ key, names }));

/**
 * Looks a written name up in each reading in turn, strictest first. The first reading that knows the name
 * decides; when it knows two items by that name, neither is taken.
 */
export function createNameIndex<T>(
  items: readonly T[],
  readings: readonly Reading<T>[],
): (written: string) => NameMatch<T> {
  // Most names are found by the first readings: the tables of the others are made when one is not.
  const tables = readings.map((reading) => lazyTable(items, reading));
  const mostLenient = tables.at(-1)!;
  return (written) => {
    for (const table of tables) {
      const found = table.items().get(table.key(written) ?? '');
      if (found)
        return found.length === 1 ? { item: found[0]! } : { problem: 'ambiguous', candidates: found };
    }
    return {
      problem: 'unknown',
      // Asked for only where a report still has room, so that a large file of unknown names stays cheap.
      get nearest() {
        return nearestItems(mostLenient.items(), mostLenient.key(written));
      },
    };
  };
}

function lazyTable<T>(items: readonly T[], reading: Reading<T>) {
  let table: Map<string, T[]> | undefined;
  return {
    key: reading.key,
    items: () => {
      table ??= tableOf(items, reading);
      return table;
    },
  };
}

function tableOf<T>(items: readonly T[], { key, names }: Reading<T>): Map<string, T[]> {
  const table = new Map<string, T[]>();
  for (const item of items)
    for (const name of names(item)) {
      const itsKey = key(name);
      if (!itsKey) continue;
      const holders = table.get(itsKey) ?? [];
      if (!holders.includes(item)) table.set(itsKey, [...holders, item]);
    }
  return table;
}

/** Longer than any name, and slow to compare. */
const LONGEST_NAME = 200;

/** Beyond a third of the letters another name is meant. */
const isSlip = (edits: number, key: string): boolean => edits <= Math.ceil(key.length / 3);

function nearestItems<T>(table: Map<string, T[]>, wanted: string | undefined): T[] {
  if (!wanted || wanted.length > LONGEST_NAME) return [];
  const slips = [...table]
    .map(([key, items]) => ({ items, edits: distance(key, wanted) }))
    .filter(({ edits }) => isSlip(edits, wanted))
    .sort((a, b) => a.edits - b.edits);
  return [...new Set(slips.flatMap(({ items }) => items))].slice(0, 3);
}
