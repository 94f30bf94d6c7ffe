import type * as z from 'zod/mini';
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

type Parameters = z.ZodMiniObject<{ method: z.ZodMiniLiteral<string> }>;

/** A treatment of outliers: what a framework may say of it, and what it does. */
export type TreatmentMethod<Schema extends Parameters = Parameters> = {
  parameters: Schema;
  bind(spec: z.output<Schema>): Reshaper;
};
