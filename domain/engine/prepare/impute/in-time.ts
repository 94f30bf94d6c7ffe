import * as z from 'zod/mini';
import type { Estimate, ImputationMethod, PeriodValues } from './imputer.ts';

const latestParameters = z.strictObject({
  method: z.literal('latest'),
  /** Years that a value may be old; any age where absent. */
  maximumAge: z.optional(z.int().check(z.minimum(1))),
});

/**
 * The unit's newest value of an earlier period, if it is not too old.
 * Source: COINr 1.1.14, impute_panel(imp_type = "latest").
 */
export const latest: ImputationMethod<typeof latestParameters> = {
  parameters: latestParameters,
  bind: ({ maximumAge = Number.POSITIVE_INFINITY }) => ({
    needs: { otherPeriods: true },
    estimate({ period: now, otherPeriods }) {
      const newestFirst = otherPeriods
        .filter(({ period }) => period < now && now - period <= maximumAge)
        .toReversed();
      return (unit) => {
        const found = newestFirst.find(({ values }) => !Number.isNaN(values[unit]!));
        return found && { value: found.values[unit]!, period: found.period };
      };
    },
  }),
};

const linearParameters = z.strictObject({
  method: z.literal('linear'),
  /** Outside of the periods that have a value: go on along the nearest two, or keep the nearest. */
  beyond: z._default(z.enum(['extend', 'hold']), 'extend'),
});

/**
 * The unit's value on the straight line between the nearest periods before and after; beyond the first and the
 * last one the line goes on or stays level. A unit with a single value keeps it.
 * Source: COINr 1.1.14, impute_panel(imp_type = "linear"), which holds.
 */
export const linear: ImputationMethod<typeof linearParameters> = {
  parameters: linearParameters,
  bind: ({ beyond }) => ({
    needs: { otherPeriods: true },
    estimate:
      ({ period, otherPeriods }) =>
      (unit) => {
        const known = otherPeriods.filter(({ values }) => !Number.isNaN(values[unit]!));
        const [before, after] = nearest(known, period, beyond === 'extend');
        const only = before ?? after;
        if (!only) return undefined;
        if (!before || !after) return { value: only.values[unit]!, period: only.period };
        return onLine(before, after, unit, period);
      },
  }),
};

/** The two periods that carry the line, ascending; one where the line is level. */
function nearest(
  known: readonly PeriodValues[],
  now: number,
  extend: boolean,
): [PeriodValues | undefined, PeriodValues | undefined] {
  const before = known.findLast(({ period }) => period < now);
  const after = known.find(({ period }) => period > now);
  if (before && after) return [before, after];
  if (!extend || known.length < 2) return [before, after];
  return before ? [known.at(-2), before] : [after, known[1]];
}

function onLine(from: PeriodValues, to: PeriodValues, unit: number, now: number): Estimate {
  const [start, end] = [from.values[unit]!, to.values[unit]!];
  return { value: start + (end - start) * ((now - from.period) / (to.period - from.period)) };
}
