import { z } from 'zod';
import { identifier, period, source, text } from './terms.ts';

/** What one target of a plan asks: of a unit, that an indicator reach a value by the end of a year. */
export const target = z.strictObject({
  id: identifier,
  name: text,
  indicator: identifier,
  unit: identifier,
  direction: z.enum(['at-least', 'at-most']),
  value: z.number(),
  due: period,
  source: source.optional(),
});

/** A value that was printed without a file of an agency, kept with its source. */
const printedObservation = z.strictObject({
  indicator: identifier,
  unit: identifier,
  period,
  value: z.number(),
  source: source.optional(),
});

/** How many targets of a plan the press or the planner said to be met, at the end of a year. */
const publishedProgress = z
  .strictObject({
    period,
    total: z.int().min(1),
    met: z.int().min(0),
    inProgress: z.int().min(0).default(0),
    missed: z.int().min(0).default(0),
    source,
  })
  .refine(({ total, met, inProgress, missed }) => met + inProgress + missed <= total, {
    message: 'more targets are counted than the plan has',
  });

/**
 * A list of targets that somebody set for units. Where the targets were not printed one by one, only the
 * progress of the whole is kept.
 */
export const plan = z.strictObject({
  kind: z.literal('plan'),
  id: identifier,
  name: text,
  /** Where targets, observations and progress without a source of their own were printed. */
  source,
  targets: z.array(target).default([]),
  observations: z.array(printedObservation).default([]),
  publishedProgress: z.array(publishedProgress).default([]),
  note: text.optional(),
});

export type Target = z.infer<typeof target>;
export type Plan = z.infer<typeof plan>;
