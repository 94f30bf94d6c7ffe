import * as z from 'zod/mini';
import { sameDecimal } from '../decimal.ts';
import type { Fault } from '../engine-error.ts';
import type { Leaf, NormalisationMethod } from './normaliser.ts';
import { withoutScale } from './without-scale.ts';

const parameters = z.strictObject({
  method: z.literal('step-table'),
  /** From each value on, up to the next one, these points; ascending. */
  steps: z.array(z.strictObject({ from: z.number(), points: z.number() })).check(z.minLength(2)),
});

/**
 * Points by thresholds, as scorecards give them: those of the last step whose `from` the value reaches.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.5, method 5: categorical scale.
 * Undefined for a value below the first step.
 */
export const stepTable: NormalisationMethod<typeof parameters> = {
  parameters,
  bind(leaf) {
    const { steps } = leaf.spec;
    return (
      stepFault(leaf) ?? {
        ...withoutScale,
        apply(values, _scale, out) {
          for (let unit = 0; unit < values.length; unit++) out[unit] = pointsFor(values[unit]!, steps);
        },
        least: Math.min(...steps.map(({ points }) => points)),
        leastIsReached: false,
        whenUndefined: {
          vi: `giá trị thấp hơn bậc đầu tiên (${steps[0]!.from})`,
          en: `the value lies below the first step (${steps[0]!.from})`,
        },
      }
    );
  },
};

type Steps = z.output<typeof parameters>['steps'];

function pointsFor(value: number, steps: Steps): number {
  let points = Number.NaN;
  for (const step of steps) {
    if (!(value >= step.from || sameDecimal(value, step.from))) return points;
    points = step.points;
  }
  return points;
}

function stepFault({ spec: { steps }, node, indicator }: Leaf<{ steps: Steps }>): Fault | undefined {
  const sign = indicator.direction === 'higher-is-better' ? 1 : -1;
  for (const [place, { from, points }] of steps.entries()) {
    const before = steps[place - 1];
    if (before && !(before.from < from))
      return {
        code: 'steps-invalid',
        node: node.code,
        message: `steps must ascend: ${before.from}, ${from}`,
      };
    if (before && sign * (points - before.points) < 0)
      return {
        code: 'steps-invalid',
        node: node.code,
        message: `${indicator.id} is better when ${sign > 0 ? 'higher' : 'lower'}, but from ${from} on a better value gets fewer points`,
      };
    if (points > (node.maximumPoints ?? Number.POSITIVE_INFINITY))
      return {
        code: 'steps-invalid',
        node: node.code,
        message: `a step gives ${points} points, more than the node's maximumPoints, ${node.maximumPoints}`,
      };
  }
  return undefined;
}
