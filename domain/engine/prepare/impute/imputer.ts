import type * as z from 'zod/mini';
import type { MethodParameters } from '../../method-table.ts';

/** Values of one indicator in another period, after denominating: a value a unit, NaN where missing. */
export type PeriodValues = { period: number; values: Float64Array };

/** What an imputation may look at to fill the gaps of one indicator. Nothing in it has been imputed. */
export type Gaps = {
  /** A value a unit, NaN where missing. */
  values: Float64Array;
  lowerIsBetter: boolean;
  /** A group a unit, for methods that ask for one. */
  groups: readonly (string | undefined)[];
  /** The other indicators of the same parent, for methods that ask for them. */
  siblings: readonly { values: Float64Array; lowerIsBetter: boolean }[];
  /** The period of `values`, and the other periods, ascending, for methods that ask for them. */
  period: number;
  otherPeriods: readonly PeriodValues[];
};

/** An estimate for one unit without a value; `period` where it is the value of another one. */
export type Estimate = { value: number; period?: number };

/** What groups units: a field of the unit, or an indicator whose equal values make a group. */
export type GroupBy = 'region' | 'type' | { indicator: string };

/** An imputation with its parameters: of all that the gaps show, an estimate a unit, or none. */
export type Imputer = {
  estimate(gaps: Gaps): (unit: number) => Estimate | undefined;
  /** What the method needs beside the indicator's own values. */
  needs: { groups?: GroupBy; siblings?: true; otherPeriods?: true };
};

/** An imputation method: what a framework may say of it, and what it does. */
export type ImputationMethod<Schema extends MethodParameters = MethodParameters> = {
  parameters: Schema;
  bind(spec: z.output<Schema>): Imputer;
};
