import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../domain/methodology/definitions.ts';
import { commonValidity, createUnitResolver } from '../../../domain/units/resolve-unit.ts';
import { ranks, spellings } from '../../builders/spellings.ts';
import { edition } from './seeds.ts';

const sets: Record<string, readonly Unit[]> = {
  'the 63 provinces': edition('dti-province/2024').cohorts[0]!.units,
  'the 34 provinces': edition('dti-province/2024').cohorts[1]!.units,
  'the 64 provinces': edition('pci-province/2006').cohorts[0]!.units,
};

const outcomeOf = (units: readonly Unit[]) => {
  const resolve = createUnitResolver(units, commonValidity(units));
  return (written: string) => {
    const match = resolve(written);
    return 'unit' in match ? match.unit.id : match.problem;
  };
};

const asItIs = (name: string) => name;
const before = Object.values(spellings);
const between = [asItIs, ...Object.values(ranks)];
const after = [
  'as it is',
  'decomposed',
  'in capitals',
  'without diacritics',
  'with zero-width characters',
].map((name) => spellings[name]!);

/** Each name spelled in each way, with each rank or none, and spelled again. */
function* writings(name: string): Generator<string> {
  for (const first of before)
    for (const rank of between) for (const second of after) yield second(rank(first(name)));
}

describe.each(Object.entries(sets))('%s', (_, units) => {
  const find = outcomeOf(units);

  it('answer to every name in every spelling, and to no other’s', { timeout: 60_000 }, () => {
    const faults: string[] = [];
    let tried = 0;
    for (const { id, name, aliases } of units)
      for (const known of [name.vi, name.en, ...aliases])
        for (const written of writings(known)) {
          tried += 1;
          if (find(written) !== id) faults.push(`${written} is ${find(written)}, not ${id}`);
        }
    expect(faults.slice(0, 5)).toEqual([]);
    expect(tried).toBeGreaterThan(units.length * 2 * before.length * between.length * after.length - 1);
  });

  it('are never taken for another by a letter left out, doubled or swapped', () => {
    const slips = (name: string) =>
      [...name].flatMap((letter, i) => {
        const [head, tail] = [name.slice(0, i), name.slice(i + 1)];
        return [
          head + tail,
          head + letter + letter + tail,
          `${head}${name[i + 1] ?? ''}${letter}${name.slice(i + 2)}`,
        ];
      });
    // “Hau Giang” without its u is the very name of another province.
    const names = new Set(units.flatMap(({ name }) => [name.vi, name.en]));
    const wrong: string[] = [];
    for (const { id, name } of units)
      for (const written of [...slips(name.vi), ...slips(name.en)]) {
        const found = find(written);
        if (!names.has(written) && found !== id && found !== 'unknown' && found !== 'ambiguous')
          wrong.push(`${written} is ${found}, not ${id}`);
      }
    expect(wrong).toEqual([]);
  });
});

const shared = process.env['CIVINDEX_SHARED'] ?? join(import.meta.dirname, '../../../../shared');
const list = join(shared, 'data/provinces.csv');

/** The list of the General Statistics Office, where it is at hand: our definitions must know all of it. */
describe.skipIf(!existsSync(list))('every province of the official list', () => {
  type Row = Record<`${'old' | 'new'}_${'gso_code' | 'name_vi' | 'name_en'}`, string>;
  const rows: Row[] = existsSync(list) ? parse(readFileSync(list), { columns: true }) : [];

  it.each([
    ['old', 'the 63 provinces', 63],
    ['new', 'the 34 provinces', 34],
  ] as const)('%s: by code and by name in every spelling', { timeout: 60_000 }, (age, set, count) => {
    const find = outcomeOf(sets[set]!);
    const found = new Set<string>();
    for (const row of rows) {
      const id = find(row[`${age}_gso_code`]);
      found.add(id);
      for (const name of [row[`${age}_name_vi`], row[`${age}_name_en`]])
        for (const written of writings(name))
          if (find(written) !== id) expect.fail(`${written} is not ${id}`);
    }
    expect(found.size).toBe(count);
  });
});
