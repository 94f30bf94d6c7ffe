import * as z from 'zod/mini';
import { imputation } from './impute/methods.ts';
import { screening } from './screen.ts';
import { treatment } from './treat/methods.ts';

/** What is done to the values of every leaf, unless a leaf says otherwise. */
export const preparation = z.strictObject({
  impute: z.optional(imputation),
  /** Of all indicators of the total: who falls short of it is scored nowhere. */
  screen: z.optional(screening),
  treat: z.optional(treatment),
});

export type PreparationSpec = z.output<typeof preparation>;
