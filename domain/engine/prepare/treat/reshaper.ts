import type * as z from 'zod/mini';
import type { MethodParameters } from '../../method-table.ts';
import type { OutlierRule } from './shape.ts';

/** What a treatment knows of an indicator. */
export type Column = {
  /** Ascending, without gaps; at least one. */
  sorted: Float64Array;
  lowerIsBetter: boolean;
  /** What counts as outliers. */
  outliers: OutlierRule;
};

/** A treatment fitted to one indicator. It keeps the order of the values. */
export type Reshaping = {
  /** The treated value; NaN where the method is not defined for it. */
  of(value: number): number;
  /** The numbers that the method took from the data or was given, by name. */
  parameters: Readonly<Record<string, number>>;
};

/** A treatment with its parameters. @returns `undefined` where the data do not determine it */
export type Reshaper = (column: Column) => Reshaping | undefined;

/** A treatment of outliers: what a framework may say of it, and what it does. */
export type TreatmentMethod<Schema extends MethodParameters = MethodParameters> = {
  parameters: Schema;
  bind(spec: z.output<Schema>): Reshaper;
};
