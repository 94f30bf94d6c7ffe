import { describe, expect, test } from 'vitest';
import { compileFramework } from '../../../domain/engine/compile-framework.ts';
import { scoreUnits } from '../../../domain/engine/score-units.ts';
import type { Indicator, Normalisation } from '../../../domain/methodology/definitions.ts';
import { branch, framework, indicator, leaf, score } from './build-framework.ts';
import { bind, close, lowerIsBetter, scores } from './normalise-example.ts';

describe('z-score of broadband speeds 60, 80 and 40', () => {
  const zScore = (of: 'population' | 'sample', mean = 0, standardDeviation = 1): Normalisation => ({
    method: 'z-score',
    mean,
    standardDeviation,
    of,
  });

  test('divides by the deviation of the sample, 20, or of the population', () => {
    expect(scores(zScore('sample'), [60, 80, 40])).toEqual([0, 1, -1]);
    expect(scores(zScore('population'), [60, 80, 40])).toEqual(close([0, Math.sqrt(1.5), -Math.sqrt(1.5)]));
  });

  test('has the mean and the deviation that are asked for', () => {
    expect(scores(zScore('sample', 100, 10), [60, 80, 40])).toEqual([100, 110, 90]);
  });

  test('turns round where lower is better', () => {
    expect(scores(zScore('sample', 100, 10), [60, 80, 40], lowerIsBetter)).toEqual([100, 90, 110]);
  });

  test('passes over a missing value', () => {
    expect(scores(zScore('sample'), [60, Number.NaN, 80, 40])).toEqual([0, Number.NaN, 1, -1]);
  });

  test('is of numbers as large and as small as there are', () => {
    expect(scores(zScore('sample'), [6e307, 8e307, 4e307])).toEqual(close([0, 1, -1]));
    expect(scores(zScore('sample'), [6e-300, 8e-300, 4e-300])).toEqual(close([0, 1, -1]));
  });
});

describe('rank, Borda points and percentile rank of 0.3, 0.1 + 0.2, 0.5 and 0.2', () => {
  const values = [0.3, 0.1 + 0.2, 0.5, 0.2];

  test.each([
    ['minimum', [2, 2, 4, 1]],
    ['average', [2.5, 2.5, 4, 1]],
    ['maximum', [3, 3, 4, 1]],
  ] as const)('units that tie as decimals share a rank: %s', (ties, ranks) => {
    expect(scores({ method: 'rank', ties }, values)).toEqual(ranks);
    expect(scores({ method: 'borda', ties }, values)).toEqual(ranks.map((rank) => rank - 1));
    expect(scores({ method: 'percentile-rank', ties }, values)).toEqual(ranks.map((rank) => (rank - 1) / 3));
  });

  test('the lowest leads where lower is better', () => {
    expect(scores({ method: 'rank', ties: 'minimum' }, values, lowerIsBetter)).toEqual([2, 2, 1, 4]);
    expect(scores({ method: 'rank', ties: 'average' }, values, lowerIsBetter)).toEqual([2.5, 2.5, 1, 4]);
  });

  test('a missing value has none, and is nobody to be better than', () => {
    expect(scores({ method: 'borda', ties: 'minimum' }, [0.3, Number.NaN, 0.5])).toEqual([0, Number.NaN, 1]);
  });

  test('a single unit has a rank but no percentile', () => {
    expect(scores({ method: 'rank', ties: 'minimum' }, [0.3])).toEqual([1]);
    expect(scores({ method: 'percentile-rank', ties: 'minimum' }, [0.3])).toEqual([Number.NaN]);
  });
});

describe('distance', () => {
  test('to the maximum: the numbers of min-max', () => {
    expect(scores({ method: 'distance-to-maximum' }, [60, 80, 40])).toEqual([0.5, 1, 0]);
    expect(scores({ method: 'distance-to-maximum' }, [60, 80, 40], lowerIsBetter)).toEqual([0.5, 0, 1]);
  });

  test('to Đà Nẵng, with Hà Nội beyond it', () => {
    const ids = ['ha-noi', 'da-nang', 'hue'];
    const toDaNang = (capped: boolean): Normalisation => ({
      method: 'distance-to-reference',
      unit: 'da-nang',
      capped,
    });
    expect(scores(toDaNang(false), [90, 80, 40], {}, ids)).toEqual([1.25, 1, 0]);
    expect(scores(toDaNang(true), [90, 80, 40], {}, ids)).toEqual([1, 1, 0]);
    expect(scores(toDaNang(false), [10, 20, 60], lowerIsBetter, ids)).toEqual([1.25, 1, 0]);
  });

  test('to a unit that has no value, is not there, or is itself the worst: there is none', () => {
    const none = [Number.NaN, Number.NaN, Number.NaN];
    const toHue: Normalisation = { method: 'distance-to-reference', unit: 'hue', capped: true };
    expect(scores(toHue, [90, 80, Number.NaN], {}, ['ha-noi', 'da-nang', 'hue'])).toEqual(none);
    expect(scores(toHue, [90, 80, 40], {}, ['ha-noi', 'da-nang', 'ca-mau'])).toEqual(none);
    expect(scores(toHue, [90, 80, 40], {}, ['ha-noi', 'da-nang', 'hue'])).toEqual(none);
  });

  test('to a target of 90 %, which one unit has passed', () => {
    const to90 = (capped: boolean): Normalisation => ({ method: 'distance-to-target', target: 90, capped });
    expect(scores(to90(true), [70, 95, 50])).toEqual([0.5, 1, 0]);
    expect(scores(to90(false), [70, 95, 50])).toEqual([0.5, 1.125, 0]);
    expect(
      scores({ method: 'distance-to-target', target: 2, capped: true }, [6, 1, 10], lowerIsBetter),
    ).toEqual([0.5, 1, 0]);
  });

  test('to a target that every unit has reached: there is none', () => {
    expect(scores({ method: 'distance-to-target', target: 50, capped: true }, [70, 95, 50])).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe('fraction of the maximum', () => {
  const fraction: Normalisation = { method: 'fraction-of-maximum', high: 1 };

  test('of files handled online, and of the 20 points of a criterion', () => {
    expect(scores(fraction, [250, 1000, 0])).toEqual([0.25, 1, 0]);
    expect(scores({ ...fraction, high: 20 }, [250, 1000, 0])).toEqual([5, 20, 0]);
  });

  test('where lower is better the shortest waiting time has 1 and one four times as long a quarter', () => {
    expect(scores(fraction, [2, 4, 8], lowerIsBetter)).toEqual([1, 0.5, 0.25]);
  });

  test('there is none of a best value of 0: neither of no files at all nor of no waiting at all', () => {
    expect(scores(fraction, [0, 0])).toEqual([Number.NaN, Number.NaN]);
    expect(scores(fraction, [0, 4], lowerIsBetter)).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('goalposts', () => {
  const posts = (more: object): Normalisation => ({
    method: 'goalposts',
    lower: 20,
    upper: 85,
    scale: 'linear',
    cap: 'both',
    low: 0,
    high: 1,
    ...more,
  });

  test('life expectancy in Viet Nam, 75.4 years between 20 and 85; capped at both ends', () => {
    expect(scores(posts({}), [75.4, 90, 10])).toEqual(close([55.4 / 65, 1, 0]));
  });

  test.each([
    ['none', [1.25, -0.25]],
    ['upper', [1, -0.25]],
    ['lower', [1.25, 0]],
  ])('cap: %s', (cap, expected) => {
    expect(scores(posts({ lower: 20, upper: 60, cap }), [70, 10])).toEqual(expected);
  });

  test('turned round where lower is better, on a scale of its own', () => {
    expect(scores(posts({ lower: 0, upper: 50, low: 1, high: 100 }), [0, 25, 60], lowerIsBetter)).toEqual([
      100, 50.5, 1,
    ]);
  });

  test('income per head on a logarithmic scale; an income of 0 or below has no score', () => {
    const income = posts({ lower: 100, upper: 75_000, scale: 'logarithmic' });
    expect(scores(income, [7433, 100, 0, -5, 1e6])).toEqual(
      close([Math.log(74.33) / Math.log(750), 0, Number.NaN, Number.NaN, 1]),
    );
  });
});

test('fixed bounds are those of the indicator, and a value beyond them has no score', () => {
  const percentage = { range: { min: 0, max: 100 } };
  const bounds: Normalisation = { method: 'fixed-bounds', low: 0, high: 1 };
  expect(scores(bounds, [0, 25, 100, 101, -1], percentage)).toEqual([0, 0.25, 1, Number.NaN, Number.NaN]);
  expect(scores(bounds, [0, 25, 100], { ...percentage, ...lowerIsBetter })).toEqual([1, 0.75, 0]);
});

describe('a step table', () => {
  const steps = [
    { from: 0, points: 0 },
    { from: 0.3, points: 2 },
    { from: 0.8, points: 5 },
  ];

  test('gives the points of the step reached; 0.1 + 0.2 reaches 0.3', () => {
    expect(scores({ method: 'step-table', steps }, [0, 0.29, 0.1 + 0.2, 0.3, 0.8, 7])).toEqual([
      0, 0, 2, 2, 5, 5,
    ]);
  });

  test('a sum that falls short of a step by binary noise alone reaches it', () => {
    expect(scores({ method: 'step-table', steps }, [0.7 + 0.1])).toEqual([5]);
  });

  test('a value below the first step has no points', () => {
    expect(scores({ method: 'step-table', steps }, [-1])).toEqual([Number.NaN]);
  });
});

describe('a scale kept from a base edition', () => {
  test.each<[Normalisation, number[], number[]]>([
    [{ method: 'min-max', low: 0, high: 100, frozen: { minimum: 40, maximum: 80 } }, [50, 100], [25, 150]],
    [
      {
        method: 'z-score',
        mean: 0,
        standardDeviation: 1,
        of: 'sample',
        frozen: { mean: 60, standardDeviation: 20 },
      },
      [50, 100],
      [-0.5, 2],
    ],
    [{ method: 'distance-to-maximum', frozen: { reference: 80, worst: 40 } }, [50, 100], [0.25, 1.5]],
    [
      { method: 'distance-to-reference', unit: 'hue', capped: true, frozen: { reference: 80, worst: 40 } },
      [50, 100],
      [0.25, 1],
    ],
    [
      { method: 'distance-to-target', target: 80, capped: false, frozen: { reference: 80, worst: 40 } },
      [50, 100],
      [0.25, 1.5],
    ],
    [{ method: 'fraction-of-maximum', high: 1, frozen: { best: 80 } }, [40, 100], [0.5, 1.25]],
  ])('$method', (normalise, values, expected) => {
    expect(scores(normalise, values)).toEqual(expected);
  });

  test('a scale without a width is refused', () => {
    const frozen = { minimum: 0.3, maximum: 0.1 + 0.2 };
    expect(bind({ method: 'min-max', low: 0, high: 1, frozen })).toMatchObject({
      code: 'scale-empty',
      node: 'speed',
    });
  });
});

describe('values at the edges of what a double holds', () => {
  test('min-max of -1e308 to 1e308, whose distance is more than that', () => {
    expect(scores({ method: 'min-max', low: 0, high: 1 }, [-1e308, 0, 1e308])).toEqual([0, 0.5, 1]);
  });

  test('an infinite value is refused also where a cap would make it finite', () => {
    const normalise: Normalisation = {
      method: 'goalposts',
      lower: 0,
      upper: 10,
      scale: 'linear',
      cap: 'both',
      low: 0,
      high: 1,
    };
    const infinite = { Huế: { speed: Number.POSITIVE_INFINITY } };
    expect(() => score(framework(leaf('speed', { normalise })), infinite)).toThrow(
      'a value is too large for arithmetic',
    );
  });
});

test('what a method took from the data stands beside the scores: min-max from 40 to 80', () => {
  const method = framework(
    branch('total', [leaf('speed', { normalise: { method: 'min-max', low: 0, high: 1 } })]),
  );
  const model = compileFramework(method, [indicator('speed')]);
  const [total, speed] = scoreUnits(model, { units: 3, values: Float64Array.of(60, 80, 40) });
  expect(speed!.scale).toEqual({ minimum: 40, maximum: 80 });
  expect(total).not.toHaveProperty('scale');
});

describe('what cannot be computed is refused when the framework is read', () => {
  const steps = (...pairs: [number, number][]): Normalisation => ({
    method: 'step-table',
    steps: pairs.map(([from, points]) => ({ from, points })),
  });
  const posts = (
    lower: number,
    upper: number,
    scale: 'linear' | 'logarithmic' = 'linear',
  ): Normalisation => ({
    method: 'goalposts',
    lower,
    upper,
    scale,
    cap: 'both',
    low: 0,
    high: 1,
  });

  test.each<[string, Normalisation, Partial<Indicator>, RegExp]>([
    ['goalposts the wrong way round', posts(85, 20), {}, /lower < upper, not 85, 20/],
    ['a logarithm of 0', posts(0, 75_000, 'logarithmic'), {}, /0 < lower < upper, not 0, 75000/],
    [
      'fixed bounds of an indicator without a range',
      { method: 'fixed-bounds', low: 0, high: 1 },
      {},
      /needs min < max/,
    ],
    [
      'a range upside down',
      { method: 'fixed-bounds', low: 0, high: 1 },
      { range: { min: 1, max: 0 } },
      /min < max/,
    ],
    ['steps that do not ascend', steps([0, 0], [0.5, 1], [0.5, 2]), {}, /steps must ascend: 0.5, 0.5/],
    [
      'fewer points for a better value',
      steps([0, 5], [50, 2]),
      {},
      /from 50 on a better value gets fewer points/,
    ],
    ['fewer points for a shorter time', steps([0, 2], [50, 5]), lowerIsBetter, /better when lower/],
    ['an order that nobody turns round', { method: 'none' }, lowerIsBetter, /better when lower/],
  ])('%s', (_, normalise, more, message) => {
    expect(bind(normalise, more)).toMatchObject({ node: 'speed', message: expect.stringMatching(message) });
  });

  test('more points in a step than the criterion has', () => {
    expect(bind(steps([0, 0], [50, 12]), {}, 10)).toMatchObject({ code: 'steps-invalid' });
  });
});
