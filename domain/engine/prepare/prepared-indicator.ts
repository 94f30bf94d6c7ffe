import type { Indicator } from '../../methodology/definitions.ts';
import type { ColumnPlan } from './plan.ts';

/**
 * An indicator as the normalisation meets it: in its unit of measure once divided, and with bounds only where they
 * still hold. Winsorising stays within them; a logarithm or a power does not.
 */
export function preparedIndicator(indicator: Indicator, column: ColumnPlan | undefined): Indicator {
  if (!column) return indicator;
  const reshaped = column.treatment?.methods.some(({ name }) => name !== 'winsorise') ?? false;
  return { ...indicator, unit: column.unit, range: reshaped ? {} : column.range };
}
