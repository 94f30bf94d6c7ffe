import * as z from 'zod/mini';
import { boxCox } from './box-cox.ts';
import { log } from './log.ts';
import type { Reshaper } from './reshaper.ts';
import { winsorise } from './winsorise.ts';
import { yeoJohnson } from './yeo-johnson.ts';

/** A new method is a file beside this one and two lines here. */
const treatmentMethod = z.discriminatedUnion('method', [
  winsorise.parameters,
  log.parameters,
  boxCox.parameters,
  yeoJohnson.parameters,
]);

/** How outliers are treated; no methods leave a leaf as it is, where its framework would treat it. */
export const treatment = z.strictObject({
  /** Only where the indicator has outliers, or whatever its values are. */
  when: z._default(z.enum(['outliers', 'always']), 'outliers'),
  /** An indicator has outliers where |skewness| and kurtosis are both above these. */
  skewness: z._default(z.number().check(z.nonnegative()), 2),
  kurtosis: z._default(z.number(), 3.5),
  /** Tried in turn, each on the untreated values, until no outliers are left. */
  methods: z.array(treatmentMethod),
});

export type Treatment = z.output<typeof treatment>;
type Method = Treatment['methods'][number];

const methods: { [Name in Method['method']]: { bind(spec: Extract<Method, { method: Name }>): Reshaper } } = {
  winsorise,
  log,
  'box-cox': boxCox,
  'yeo-johnson': yeoJohnson,
};

/** @returns `undefined` where no method has this name */
export const bindReshaper = (spec: Method): Reshaper | undefined =>
  Object.hasOwn(methods, spec.method)
    ? (methods[spec.method] as { bind(spec: Method): Reshaper }).bind(spec)
    : undefined;
