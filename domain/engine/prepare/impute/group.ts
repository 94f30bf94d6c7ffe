import * as z from 'zod/mini';
import { mean, median } from './centre.ts';
import type { Estimate, GroupBy, ImputationMethod, Imputer } from './imputer.ts';

/** `region` and `type` as the unit has them; an indicator's equal values make a group. */
const by = z.union([
  z.enum(['region', 'type']),
  z.strictObject({ indicator: z.string().check(z.minLength(1)) }),
]);
const groupMeanParameters = z.strictObject({ method: z.literal('group-mean'), by });
const groupMedianParameters = z.strictObject({ method: z.literal('group-median'), by });

/** A unit without a group, and one whose group has no value at all, keep their gap. */
const fromGroup = (centre: (sorted: Float64Array) => number, groupBy: GroupBy): Imputer => ({
  needs: { groups: groupBy },
  estimate({ values, groups }) {
    const members = new Map<string, number[]>();
    for (let unit = 0; unit < values.length; unit++) {
      const group = groups[unit];
      if (group === undefined || Number.isNaN(values[unit]!)) continue;
      const known = members.get(group);
      if (known) known.push(values[unit]!);
      else members.set(group, [values[unit]!]);
    }
    const estimates = new Map<string | undefined, Estimate>();
    for (const [group, values] of members)
      estimates.set(group, { value: centre(Float64Array.from(values).sort()) });
    return (unit) => estimates.get(groups[unit]);
  },
});

/**
 * The mean of the units of the same group that have a value.
 * Source: Little & Rubin, Statistical Analysis with Missing Data (2002), section 4.2.2 (mean of a cell).
 */
export const groupMean: ImputationMethod<typeof groupMeanParameters> = {
  parameters: groupMeanParameters,
  bind: (spec) => fromGroup(mean, spec.by),
};

/** The median of the units of the same group that have a value. Source: as the group mean's. */
export const groupMedian: ImputationMethod<typeof groupMedianParameters> = {
  parameters: groupMedianParameters,
  bind: (spec) => fromGroup(median, spec.by),
};
