import { roundHalfAway, toDecimal } from '../../engine/decimal.ts';
import type { Indicator } from '../../methodology/definitions.ts';
import { AnalysisError, type AnalysisFault } from '../analysis-error.ts';
import type { Subject } from '../subject.ts';

export type PathSpec = {
  /** The unit's place. */
  unit: number;
  /** Ids of the indicators that improve together. */
  indicators: readonly string[];
  /**
   * What is equal for several indicators: the share of the way from the value to its limit, or the share of the value
   * by which it improves, each up to its limit.
   */
  equal?: 'share-of-way' | 'share-of-value';
  /** How far values may go, by indicator; else the end of the indicator's range, else the cohort's best value. */
  limits?: Readonly<Record<string, number>>;
};

export type Improvement = {
  indicator: string;
  /** In the subject's matrix. */
  column: number;
  from: number;
  limit: number;
  higherIsBetter: boolean;
  decimals: number;
  /** The change at the end of the way, before the limit cuts it; with the sign of better. */
  length: number;
};

/**
 * How far each indicator of a unit may improve, in its unit of measure, in the order asked for.
 *
 * @throws {AnalysisError} `unit-unknown`; else with all faults: `indicator-unknown`, `setting-invalid`
 */
export function improvements(subject: Subject, spec: PathSpec): Improvement[] {
  const { unit, indicators } = spec;
  if (!(unit >= 0 && unit < subject.matrix.units))
    throw new AnalysisError({ code: 'unit-unknown', message: `there is no unit at place ${unit}` });
  if (indicators.length === 0)
    throw new AnalysisError({ code: 'setting-invalid', where: 'indicators', message: 'name one or more' });
  const found = indicators.map((id) => improvement(subject, spec, id));
  const [first, ...others] = found.filter((each): each is AnalysisFault => 'code' in each);
  if (first) throw new AnalysisError(first, ...others);
  const path = found as Improvement[];
  return spec.equal === 'share-of-value' ? byShareOfValue(path) : path;
}

/** The value after a share of the way, 0 … 1, in the indicator's unit of measure. */
export function valueAt({ from, limit, length }: Improvement, share: number): number {
  if (share >= 1) return limit;
  const value = from + share * length;
  return length >= 0 ? Math.min(value, limit) : Math.max(value, limit);
}

/** Rounded to the indicator's decimals, to the better side and not beyond the limit. */
export function outwards({ higherIsBetter, decimals, limit }: Improvement, value: number): number {
  const sign = higherIsBetter ? 1 : -1;
  const nearest = roundHalfAway(value, decimals);
  const further =
    sign * (nearest - value) < 0 ? toDecimal(nearest + sign * Number(`1e-${decimals}`)) : nearest;
  return sign * (further - limit) > 0 ? limit : further;
}

function improvement(subject: Subject, { unit, limits }: PathSpec, id: string): Improvement | AnalysisFault {
  const indicator = subject.indicators.find((candidate) => candidate.id === id);
  const column = subject.columns.indexOf(id);
  if (!indicator || column < 0)
    return { code: 'indicator-unknown', where: id, message: 'there is no such indicator' };
  const { units, values } = subject.matrix;
  const all = values.subarray(column * units, (column + 1) * units);
  const from = all[unit]!;
  if (Number.isNaN(from))
    return { code: 'setting-invalid', where: id, message: 'the unit has no value that could improve' };
  const higherIsBetter = indicator.direction === 'higher-is-better';
  const limit = limits?.[id] ?? rangeEnd(indicator) ?? best(all, higherIsBetter);
  if (!Number.isFinite(limit) || (higherIsBetter ? limit < from : limit > from))
    return {
      code: 'setting-invalid',
      where: id,
      message: `${limit} is no limit that is better than ${from}`,
    };
  return {
    indicator: id,
    column,
    from,
    limit,
    higherIsBetter,
    decimals: indicator.decimals,
    length: limit - from,
  };
}

const rangeEnd = ({ direction, range }: Indicator): number | undefined =>
  direction === 'higher-is-better' ? range.max : range.min;

function best(values: Float64Array, higherIsBetter: boolean): number {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.reduce((a, b) => (higherIsBetter === a > b ? a : b));
}

/** At the end of the way, the last indicator has reached its limit. */
function byShareOfValue(path: readonly Improvement[]): Improvement[] {
  const still = path.filter(({ from }) => from === 0);
  const [first, ...others] = still.map(
    ({ indicator }): AnalysisFault => ({
      code: 'setting-invalid',
      where: indicator,
      message: 'a share of 0 is nothing; let the share of the way be equal',
    }),
  );
  if (first) throw new AnalysisError(first, ...others);
  const furthest = Math.max(...path.map(({ from, limit }) => Math.abs((limit - from) / from)));
  return path.map((each) => {
    const sign = each.higherIsBetter ? 1 : -1;
    return { ...each, length: sign * Math.abs(each.from) * furthest };
  });
}
