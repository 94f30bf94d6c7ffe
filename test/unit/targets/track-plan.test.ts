import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Target } from '../../../domain/methodology/plan-definition.ts';
import type { PlanDefinition } from '../../../domain/methodology/resolve-plan.ts';
import { summarise } from '../../../domain/targets/plan-summary.ts';
import { type TargetObservation, trackPlan } from '../../../domain/targets/track-plan.ts';
import { plan as seeded } from '../seeds/seeds.ts';

const text = (name: string) => ({ vi: name, en: name });

const target = (more: Partial<Target> = {}): Target => ({
  id: 'economy-2025',
  name: text('The digital economy is at least 20 % of GRDP'),
  indicator: 'digital-economy-share',
  unit: 'da-nang',
  direction: 'at-least',
  value: 20,
  due: '2025',
  ...more,
});

const planOf = (targets: Target[], observations: TargetObservation[] = []): PlanDefinition => ({
  schema: 1,
  id: 'da-nang',
  name: text('Plan'),
  source: { citation: 'baodanang.vn' },
  targets,
  observations,
  publishedProgress: [],
  indicators: [],
  units: [],
});

const share = (period: string, value: number): TargetObservation => ({
  indicator: 'digital-economy-share',
  unit: 'da-nang',
  period,
  value,
});

const trackOne = (observations: TargetObservation[], asOf: string, more?: Partial<Target>) =>
  trackPlan(planOf([target(more)]), observations, asOf).targets[0]!;

describe('a target', () => {
  it('is in progress before its due year, with the distance and the pace that it needs', () => {
    expect(trackOne([share('2021', 12.57)], '2022')).toEqual({
      target: target(),
      status: 'in-progress',
      newest: { period: '2021', value: 12.57 },
      distance: 7.43,
      pacePerYear: 1.8575,
    });
  });

  it.each([
    ['is met once the value is reached', [share('2023', 20)], '2024', 'met', 0, 20],
    ['is met by arithmetic on decimals: 0.1 + 0.2 is 0.3', [share('2023', 0.1 + 0.2)], '2024', 'met', 0, 0.3],
    ['is missed when the due year was observed below it', [share('2025', 19.9)], '2026', 'missed', 0.1, 20],
    [
      'counts what was observed in the due year while that runs',
      [share('2024', 19)],
      '2025',
      'in-progress',
      1,
      20,
    ],
    ['without any observation has no data', [], '2022', 'no-data', null, 20],
    ['whose due year passed unobserved has no data', [share('2021', 12.57)], '2026', 'no-data', 7.43, 20],
    ['goes by the newest observation', [share('2024', 18), share('2023', 21)], '2025', 'in-progress', 2, 20],
    ['does not see the future', [share('2021', 12.57), share('2024', 21)], '2022', 'in-progress', 7.43, 20],
  ] as const)('%s', (_, observations, asOf, status, distance, value) => {
    expect(trackOne([...observations], asOf, { value })).toMatchObject({ status, distance });
  });

  it('may be a ceiling: waiting times fall', () => {
    const waiting = { direction: 'at-most', value: 10 } as const;
    expect(trackOne([share('2023', 16)], '2024', waiting)).toMatchObject({
      status: 'in-progress',
      distance: 6,
      pacePerYear: 3,
    });
    expect(trackOne([share('2023', 9.5)], '2024', waiting)).toMatchObject({ status: 'met', distance: 0 });
  });

  it('prefers what an agency reports to what was printed of the same year', () => {
    const plan = planOf([target()], [share('2021', 12.57)]);
    expect(trackPlan(plan, [share('2021', 13)], '2022').targets[0]!.newest!.value).toBe(13);
  });

  it('of another unit or indicator is not moved', () => {
    const others = [
      { ...share('2023', 30), unit: 'hue' },
      { ...share('2023', 30), indicator: 'open-data-sets' },
    ];
    expect(trackOne(others, '2024').status).toBe('no-data');
  });
});

describe('a plan', () => {
  it('of 2022: 7 of 20 completed, 13 in progress, as printed', () => {
    const [printed] = seeded('da-nang-action-plan-2022').publishedProgress;
    expect(summarise(printed!).text).toEqual({
      vi: 'hoàn thành 7 trên 20, 13 đang thực hiện',
      en: '7 of 20 completed, 13 in progress',
    });
  });

  it('Resolution 05 in 2022: the economy needs 1.8575 points a year to 2025, enterprises 0.25', () => {
    const { targets, summary } = trackPlan(seeded('da-nang-resolution-05'), [], '2022');
    expect(targets.map(({ target: { id }, status, pacePerYear }) => [id, status, pacePerYear])).toEqual([
      ['digital-economy-share-2025', 'in-progress', 1.8575],
      ['digital-economy-share-2030', 'in-progress', 1.93666666666667],
      ['digital-enterprises-2025', 'in-progress', 0.25],
      ['digital-enterprises-2030', 'in-progress', 0.333333333333333],
      ['open-data-sets-2025', 'no-data', null],
      ['open-data-sets-2030', 'no-data', null],
    ]);
    expect(summary.text.en).toBe('0 of 6 completed, 4 in progress, 2 without data');
  });

  it('does not depend on the order of observations of different years', () => {
    const years = fc.uniqueArray(fc.integer({ min: 2015, max: 2025 }), { minLength: 1 });
    fc.assert(
      fc.property(years, fc.integer({ min: 2015, max: 2025 }), (periods, asOf) => {
        const observations = periods.map((year) => share(String(year), year - 2000));
        const inOrder = trackPlan(planOf([target()]), observations, String(asOf));
        const reversed = trackPlan(planOf([target()]), observations.toReversed(), String(asOf));
        expect(reversed).toEqual(inOrder);
        const { total, met, inProgress, missed, noData } = inOrder.summary;
        expect(met + inProgress + missed + noData).toBe(total);
      }),
    );
  });
});
