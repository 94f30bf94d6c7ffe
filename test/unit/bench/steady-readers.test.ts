import { describe, expect, it } from 'vitest';
import { createJudge, spread } from '../../../bench/steady-readers.ts';

const release = { revision: 2, run: 'abc' };
const row = (id: string, rank: number | null, score: number | null) => ({ unit: { id }, rank, score });
const rows = [
  row('da-nang', 1, 0.8),
  row('hue', 2, 0.7),
  row('can-tho', 2, 0.7),
  row('lai-chau', null, null),
];

describe('what readers got is judged', () => {
  it('as right where ranks follow scores and a release always says the same', () => {
    const judge = createJudge();
    judge.look('/ranking', { release, rows });
    judge.look('/ranking', { release, rows: rows.map((each) => ({ ...each, interval: [1, 3] })) });
    judge.look('/ranking', { release: { revision: 3, run: 'def' }, rows: rows.slice(0, 1) });
    judge.look('/statistics', { release });
    expect(judge.wrong).toEqual([]);
  });

  it('as wrong where one release says two things, or ranks do not follow scores', () => {
    const judge = createJudge();
    judge.look('/ranking', { release, rows });
    judge.look('/ranking', { release, rows: rows.slice(0, 2) });
    judge.look('/other', { release, rows: rows.slice(0, 2).reverse() });
    expect(judge.wrong).toEqual([
      '/ranking of release 2, abc has had two sets of figures',
      '/other: ranks do not follow scores',
    ]);
  });
});

it('gives the time within which half and all but one in a hundred had their answer', () => {
  expect(spread(Array.from({ length: 200 }, (_, i) => i + 1))).toEqual({ p50: 100, p99: 198, slowest: 200 });
  expect(spread([])).toEqual({ p50: 0, p99: 0, slowest: 0 });
});
