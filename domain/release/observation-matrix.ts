import { EngineError } from '../engine/engine-error.ts';
import type { Matrix } from '../engine/model.ts';
import type { Part } from '../submission/part.ts';

/**
 * The matrix of a cohort: of all observations, those of its period, its indicators and its units.
 * An observation belongs to unit, indicator and period, so it does not matter for which cohort or index it was sent.
 *
 * @param units ids, in the order of the matrix
 * @param indicators ids, in the order of the columns
 * @param parts oldest first; a later part wins, also where it says that the value is missing
 * @throws {EngineError} `value-not-finite`
 */
export function observationMatrix(
  parts: readonly Part[],
  period: string,
  units: readonly string[],
  indicators: readonly string[],
): Matrix {
  const rows = new Map(units.map((unit, row) => [unit, row]));
  const columns = new Map(indicators.map((indicator, column) => [indicator, column]));
  const values = new Float64Array(units.length * indicators.length).fill(Number.NaN);
  for (const part of parts) {
    if (part.kind !== 'observations' || part.period !== period) continue;
    for (const { indicator, unit, value } of part.observations) {
      const row = rows.get(unit);
      const column = columns.get(indicator);
      if (row === undefined || column === undefined) continue;
      if (value !== null && !Number.isFinite(value))
        throw new EngineError({
          code: 'value-not-finite',
          message: `${indicator} of ${unit} is ${value}, not a number`,
        });
      values[column * units.length + row] = value ?? Number.NaN;
    }
  }
  return { units: units.length, values, ids: units };
}
