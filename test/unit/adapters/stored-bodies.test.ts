import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsOf, type RankingPage, type UnitChunk } from '../../../adapters/dynamodb/run-items.ts';
import { toProfile, toRanking } from '../../../adapters/public-reader/stored-bodies.ts';

import { endOfValue } from '../../../use-cases/json-scan.ts';
import { valuesOf } from '../../../use-cases/json-text.ts';
import { runOf } from '../seeds/seeds.ts';

describe('the end of a stored value', () => {
  it('is where its text ends, whatever comes after it and whatever is written within', () => {
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), (value) => {
        const text = JSON.stringify(value);
        for (const after of ['', ',"a":[{"b":"]}\\"}"}]', text])
          expect(endOfValue(`"}",${text}${after}`, 4)).toBe(4 + text.length);
      }),
    );
  });

  it('is not looked for beyond the text', () => {
    expect(() => endOfValue('{"a":"}', 0)).toThrow(SyntaxError);
    expect(() => endOfValue('{"a":"\\"', 0)).toThrow(SyntaxError);
  });
});

describe.each([
  'pci-province/2016',
  'dti-province/2024',
  'papi/2024',
  'e-government-scorecard-sample/2024',
])('what is read of %s', (id) => {
  it('is what reading all of it gives: each unit of a chunk at any node, any rows of a page', async () => {
    for (const { sk, body } of itemsOf(await runOf(id))) {
      const stored: RankingPage | UnitChunk = JSON.parse(body);
      if (sk.startsWith('UNITS#') && 'units' in stored) readsUnits(body, stored);
      if (sk.startsWith('PAGE#') && 'rows' in stored) readsRows(body, stored);
    }
  });
});

function readsUnits(body: string, { units, nodes, cohort, comparison }: UnitChunk): void {
  for (const id of ['constructor', 'unit', 'units', 'next', 'da-nang"', ''])
    expect(toProfile({ body }, id)).toBeUndefined();
  for (const [id, { unit, rows }] of Object.entries(units)) {
    const profile = toProfile({ body }, id)!;
    expect(profile.unit.value).toEqual(unit);
    expect(profile.cohort.value).toEqual({ ...cohort, ...(comparison && { comparison }) });
    const own = nodes.filter((_, place) => rows[place]);
    expect(profile.nodes.map(({ code }) => code)).toEqual(own.map(({ code }) => code));
    expect(profile.nodes.map(({ score, rank }) => [score, rank])).toEqual(
      Object.values(rows).map(({ score, rank }) => [score, rank]),
    );
    const [last] = profile.nodes.slice(-1);
    expect(toProfile({ body }, id, last!.code)).toEqual({ ...profile, nodes: [last] });
  }
}

function readsRows(body: string, { rows }: RankingPage): void {
  const whole = toRanking({ body });
  expect(valuesOf(whole.rows)).toEqual(rows);
  for (const [from, to] of [
    [0, 0],
    [0, 10],
    [10, 20],
    [rows.length - 1, rows.length + 5],
  ] as const)
    expect(toRanking({ body }, { from, to })).toEqual({
      ...whole,
      rows: whole.rows.slice(Math.max(0, from), to),
    });
}
