import * as z from 'zod/mini';
import { mean, median, present } from './centre.ts';
import type { Estimate, ImputationMethod, Imputer } from './imputer.ts';

type Centre = (sorted: Float64Array) => number;

const fromAllUnits = (centre: Centre): Imputer => ({
  needs: {},
  estimate({ values }) {
    const value = centre(present(values));
    const estimate: Estimate | undefined = Number.isNaN(value) ? undefined : { value };
    return () => estimate;
  },
});

const meanParameters = z.strictObject({ method: z.literal('mean') });
const medianParameters = z.strictObject({ method: z.literal('median') });

/**
 * The mean of the units that have a value.
 * Source: Little & Rubin, Statistical Analysis with Missing Data (2002), section 4.2.1 (unconditional mean).
 */
export const meanOfUnits: ImputationMethod<typeof meanParameters> = {
  parameters: meanParameters,
  bind: () => fromAllUnits(mean),
};

/** The median of the units that have a value. Source: as the mean's. */
export const medianOfUnits: ImputationMethod<typeof medianParameters> = {
  parameters: medianParameters,
  bind: () => fromAllUnits(median),
};
