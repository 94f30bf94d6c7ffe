import { distance } from 'fastest-levenshtein';
import { contradicts, hasMarks, plainName, spelledName, tidyText } from './written-name.ts';

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

/** The names that have a key, and whose they are. */
type Table<T> = Map<string, { item: T; name: string }[]>;

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
    if (written.length > LONGEST_WRITTEN) return { problem: 'unknown', nearest: [] };
    for (const table of tables) {
      const key = table.key(written) ?? '';
      const found = itemsOf(
        table
          .items()
          .get(key)
          ?.filter(({ name }) => !contradicts(written, name, key)),
      );
      if (found.length > 0)
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
  let table: Table<T> | undefined;
  return {
    key: reading.key,
    items: () => {
      table ??= tableOf(items, reading);
      return table;
    },
  };
}

const itemsOf = <T>(entries: { item: T }[] = []): T[] => [...new Set(entries.map(({ item }) => item))];

function tableOf<T>(items: readonly T[], { key, names }: Reading<T>): Table<T> {
  const table: Table<T> = new Map();
  for (const item of items)
    for (const name of names(item)) {
      const itsKey = key(name);
      if (!itsKey) continue;
      const holders = table.get(itsKey) ?? [];
      const own = holders.find((holder) => holder.item === item);
      if (!own) table.set(itsKey, [...holders, { item, name }]);
      // Of two names that differ by their marks alone the one with marks tells more: Hà Giang, Ha Giang.
      else if (!hasMarks(own.name)) own.name = name;
    }
  return table;
}

/** Longer than any name with whatever stands around it, and slow to read. */
const LONGEST_WRITTEN = 2_000;
/** Longer than any name, and slow to compare. */
const LONGEST_NAME = 200;

/** Beyond a third of the letters another name is meant. */
const isSlip = (edits: number, key: string): boolean => edits <= Math.ceil(key.length / 3);

function nearestItems<T>(table: Table<T>, wanted: string | undefined): T[] {
  if (!wanted || wanted.length > LONGEST_NAME) return [];
  const slips = [...table]
    .map(([key, entries]) => ({ entries, edits: distance(key, wanted) }))
    .filter(({ edits }) => isSlip(edits, wanted))
    .sort((a, b) => a.edits - b.edits);
  return itemsOf(slips.flatMap(({ entries }) => entries)).slice(0, 3);
}
