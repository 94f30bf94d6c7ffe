import type { Model } from '../engine/model.ts';
import type { ColumnPlan } from '../engine/prepare/plan.ts';
import type { PreparedMatrix } from '../engine/prepare/preparation.ts';
import { availabilityOf, screeningReason } from '../engine/prepare/screen-units.ts';
import type { DenominatedCell, PreparationRecord, ScreenedUnit } from './run.ts';

/**
 * What was done to the values of a cohort, so that a reader can follow a value from the file to the
 * normalisation; `undefined` where nothing was to be done.
 *
 * @param given the matrix before it was prepared
 * @param units ids, in its order
 */
export function preparationRecord(
  { preparation: plan }: Model,
  given: Float64Array,
  { preparation }: PreparedMatrix,
  units: readonly string[],
): PreparationRecord | undefined {
  if (!plan || !preparation) return undefined;
  const columns = plan.columns.map((column, place) => ({ column, done: preparation.columns[place]! }));
  const screens = plan.screens.flatMap((_, screen): ScreenedUnit[] =>
    units.flatMap((unit, place) => {
      const why = screeningReason(plan, preparation, screen, place);
      if (!why) return [];
      const counted = availabilityOf(plan, preparation, screen, place);
      return [{ unit, node: plan.screens[screen]!.node, ...counted, ...why }];
    }),
  );
  return {
    denominated: columns.flatMap(({ column }) => {
      const { denominator, unit } = column;
      if (!denominator) return [];
      const { indicator: by, per } = denominator;
      return [{ ...headingOf(column), by, per, unit, cells: denominated(column, given, units) }];
    }),
    imputed: columns.flatMap(({ column, done }) => {
      if (done.imputed.length === 0) return [];
      const cells = done.imputed.map(({ unit, value, period }) => ({
        unit: units[unit]!,
        value,
        ...(period !== undefined && { period: String(period) }),
      }));
      return [{ ...headingOf(column), method: column.imputation!.method, cells }];
    }),
    screened: screens,
    treated: columns.flatMap(({ column, done: { treated } }) => {
      if (!treated) return [];
      const { method, parameters, before, after, outliersLeft } = treated;
      const cells = treated.cells.map((cell) => ({
        unit: units[cell.unit]!,
        before: cell.before + 0,
        after: Number.isNaN(cell.after) ? null : cell.after,
      }));
      return [{ ...headingOf(column), method, parameters, before, after, outliersLeft, cells }];
    }),
  };
}

const headingOf = ({ nodes, indicator }: ColumnPlan) => ({ nodes, indicator });

/** Units that gave a value: what it was divided by, and what came out. */
function denominated(
  { source, denominator }: ColumnPlan,
  given: Float64Array,
  units: readonly string[],
): DenominatedCell[] {
  const { source: divisor, per } = denominator!;
  return units.flatMap((unit, place) => {
    const value = given[source * units.length + place]! + 0;
    const by = given[divisor * units.length + place]! + 0;
    if (Number.isNaN(value)) return [];
    const result = by > 0 ? (value * per) / by + 0 : null;
    return [{ unit, value, by: Number.isNaN(by) ? null : by, result }];
  });
}
