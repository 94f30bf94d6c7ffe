import { distance } from 'fastest-levenshtein';
import type { Text, Unit } from '../methodology/definitions.ts';
import { bareName, plainName } from './written-name.ts';

/** A unit as a search finds it. */
export type NamedUnit = { id: string; name: Text };

/** One way to find a unit: by a name, from any of its words on, by a code or by its id; without diacritics or case. */
export type NameEntry = NamedUnit & { key: string };

/** Every way to find each unit, in code-unit order of the keys. */
export const nameEntries = (units: readonly Unit[]): NameEntry[] =>
  units
    .flatMap(({ id, name, aliases, codes }) => {
      const names = [name.vi, name.en, ...aliases];
      const keys = [...names.flatMap(keysOf), plainName(id), ...codes.map(({ value }) => plainName(value))];
      return [...new Set(keys)].filter(Boolean).map((key) => ({ key, id, name }));
    })
    .sort((a, b) => compare(a.key, b.key) || compare(a.id, b.id));

/** "Thừa Thiên Huế" is found by "thua thien hue", "thien hue" and "hue". */
function keysOf(name: string): string[] {
  const words = bareName(name).split(' ');
  return [plainName(name), ...words.map((_, first) => words.slice(first).join(' '))];
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** As a search reads what somebody wrote: "TP. ĐÀ NẴNG" is "da nang". */
export const searchKey = (written: string): string => bareName(written);

/** Units that have a key which begins with the one wanted, those that it names in full first; each once. */
export function matching(entries: readonly NameEntry[], wanted: string): NamedUnit[] {
  const found = entries.filter(({ key }) => key.startsWith(wanted));
  const whole = found.filter(({ key }) => key === wanted);
  return distinct([...whole, ...found]);
}

const mostNearest = 3;

/** Those whose name it is, or else the most like it; beyond a third of the letters another name is meant. */
export function nearest(entries: readonly NameEntry[], wanted: string): NamedUnit[] {
  const slips = entries
    .map((entry) => ({ entry, edits: distance(entry.key, wanted) }))
    .filter(({ edits }) => edits <= Math.ceil(wanted.length / 3))
    .sort((a, b) => a.edits - b.edits);
  const whole = slips.filter(({ edits }) => edits === 0);
  return distinct((whole.length > 0 ? whole : slips).map(({ entry }) => entry)).slice(0, mostNearest);
}

const distinct = (entries: readonly NameEntry[]): NamedUnit[] => [
  ...new Map(entries.map(({ id, name }) => [id, { id, name }])).values(),
];

/** Entries that are kept together: from a key up to the next chunk's, and what follows for searches that end here. */
export type NameChunk = { from: string; entries: NameEntry[] };

const chunkSize = 200;
/** The first chunk whose key is not above a search's finds this many matches at least, if there are so many. */
const overlap = 50;

/** Chunks by key, the first from the empty key on; equal keys are never parted. */
export function nameChunks(entries: readonly NameEntry[]): NameChunk[] {
  const starts = [0];
  for (let next = chunkSize; next < entries.length; next = starts.at(-1)! + chunkSize) {
    while (next < entries.length && entries[next]!.key === entries[next - 1]!.key) next += 1;
    if (next < entries.length) starts.push(next);
  }
  return starts.map((start, place) => ({
    from: start === 0 ? '' : entries[start]!.key,
    entries: entries.slice(start, (starts[place + 1] ?? entries.length) + overlap),
  }));
}
