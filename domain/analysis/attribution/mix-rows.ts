import type { PreparationContext } from '../../engine/prepare/context.ts';
import type { Subject } from '../subject.ts';

/** The data of a subject, without its method. */
export type CohortData = Pick<Subject, 'columns' | 'matrix' | 'context'>;

/**
 * The units of one cohort with one row taken from another; an indicator that either lacks is missing there.
 *
 * @param place the unit's place in the cohort @param ownPlace its place where its own row comes from
 * @returns the columns of either; as many rows as the cohort has units, NaN where missing
 */
export function mixRows(cohort: CohortData, place: number, own: CohortData, ownPlace: number): CohortData {
  if (cohort === own) return cohort;
  const { units, ids } = cohort.matrix;
  const columns = [...new Set([...cohort.columns, ...own.columns])];
  const mix = (values: Float64Array, ownValues: Float64Array | undefined) =>
    mixValues(
      columns,
      { columns: cohort.columns, units, values },
      { columns: own.columns, units: own.matrix.units, values: ownValues },
      { place, ownPlace },
    );
  const context = cohort.context && mixContext(cohort.context, own.context ?? {}, { place, ownPlace }, mix);
  return {
    columns,
    matrix: { units, values: mix(cohort.matrix.values, own.matrix.values), ...(ids && { ids }) },
    ...(context && { context }),
  };
}

type Table<Values> = { columns: readonly string[]; units: number; values: Values };
type Places = { place: number; ownPlace: number };

function mixValues(
  columns: readonly string[],
  cohort: Table<Float64Array>,
  own: Table<Float64Array | undefined>,
  { place, ownPlace }: Places,
): Float64Array {
  const { units } = cohort;
  const values = new Float64Array(columns.length * units).fill(Number.NaN);
  for (const [column, id] of columns.entries()) {
    const source = cohort.columns.indexOf(id);
    if (source >= 0) values.set(cohort.values.subarray(source * units, (source + 1) * units), column * units);
    const ownSource = own.columns.indexOf(id);
    values[column * units + place] =
      ownSource < 0 ? Number.NaN : (own.values?.[ownSource * own.units + ownPlace] ?? Number.NaN);
  }
  return values;
}

/** The cohort's periods and groups; the unit's own group, and its own values of the same other periods. */
function mixContext(
  context: PreparationContext,
  own: PreparationContext,
  { place, ownPlace }: Places,
  mix: (values: Float64Array, ownValues: Float64Array | undefined) => Float64Array,
): PreparationContext {
  const { region, type, otherPeriods } = context;
  return {
    ...context,
    ...(region && { region: region.with(place, own.region?.[ownPlace]) }),
    ...(type && { type: type.with(place, own.type?.[ownPlace]) }),
    ...(otherPeriods && {
      otherPeriods: otherPeriods.map(({ period, values }) => ({
        period,
        values: mix(values, own.otherPeriods?.find((other) => other.period === period)?.values),
      })),
    }),
  };
}
