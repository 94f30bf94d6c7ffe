import { z } from 'zod';
import {
  address,
  bilingual,
  cohortHeading,
  figure,
  hash,
  indexHeading,
  release,
  unit,
} from './public-schemas.ts';

const place = { index: indexHeading, period: z.string(), release };
const links = z.object({ self: address, edition: address, current: address.optional() });

const methodology = z.object({
  ...place,
  hash,
  engine: z.string().meta({ description: 'Version of the engine that computed the release.' }),
  definition: z
    .looseObject({ schema: z.literal(1), period: z.string(), cohorts: z.array(z.looseObject({})) })
    .meta({ description: 'Units, indicators, weights and methods, as the engine ran them.' }),
  links,
});

const coverage = z.object({
  ...place,
  cohort: cohortHeading,
  indicators: z.array(z.object({ id: z.string(), name: bilingual, units: z.int(), reported: z.int() })).meta({
    description: 'Of so many units, how many have a value; of an imported cohort, by printed node.',
  }),
  units: z.array(z.object({ id: z.string(), name: bilingual, indicators: z.int(), reported: z.int() })),
  files: z.array(
    z.object({
      cohort: z.string(),
      hash,
      agency: z.string().nullable(),
      submittedAt: z.iso
        .datetime()
        .nullable()
        .meta({ description: '`null` where a later file has taken its place since.' }),
    }),
  ),
  links,
});

const explained = {
  node: z.string(),
  name: bilingual,
  score: figure.meta({ description: 'Before rounding.' }),
  reason: bilingual.optional(),
  formula: bilingual.nullable().meta({ description: 'With the numbers filled in.' }),
  method: z.string(),
};
const explanation: z.ZodType = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.object({
        ...explained,
        kind: z.literal('leaf'),
        indicator: z.object({ id: z.string(), name: bilingual, unit: z.string() }),
        observed: figure,
        steps: z.array(z.looseObject({ step: z.enum(['divided', 'imputed', 'treated']) })),
        prepared: figure,
        scale: z.record(z.string(), z.number()),
      }),
      z.object({
        ...explained,
        kind: z.literal('branch'),
        decomposition: z.object({ kind: z.string(), baseline: z.number(), remainder: z.number() }).nullable(),
        children: z.array(
          z.object({
            weight: z.number(),
            share: z.number(),
            contribution: figure,
            coefficient: figure,
            toTop: figure,
            explanation,
          }),
        ),
      }),
    ]),
  )
  .meta({ id: 'Explanation' });

const explanationOfScore = z.object({ ...place, cohort: cohortHeading, unit, explanation, links });

const uncertainty = z.object({
  ...place,
  cohort: cohortHeading,
  settings: z.object({
    replicates: z.int(),
    seed: z.int(),
    topPlaces: z.int(),
    weights: z
      .looseObject({ kind: z.string() })
      .nullable()
      .meta({ description: 'How weights were varied; shares by depth of the tree.' }),
    choices: z.array(z.object({ name: z.string(), options: z.array(z.string()) })),
    leftOut: z.array(z.object({ option: z.string(), reason: z.string() })),
    failed: z.int(),
  }),
  rows: z.array(
    z.object({
      unit,
      rank: z.number(),
      mean: figure,
      median: figure,
      low: figure.meta({ description: '5th percentile of the ranks.' }),
      high: figure.meta({ description: '95th percentile of the ranks.' }),
      best: figure,
      worst: figure,
      top: z.number().meta({ description: 'Share of the replicates in which it is among `topPlaces`.' }),
      group: z.int().meta({ description: 'Units of one group cannot be told apart; 1 is the best.' }),
    }),
  ),
  links,
});

const whatIf = z.object({
  ...place,
  cohort: cohortHeading,
  weights: z.array(z.object({ code: z.string(), weight: z.number(), released: z.number() })),
  rows: z.array(z.object({ unit, score: figure, rank: figure, released: figure })).meta({
    description: '`released` is the rank by the method as it is.',
  }),
  links,
});

export const analysisResponses = {
  getMethodology: methodology.meta({ id: 'Methodology' }),
  getCoverage: coverage.meta({ id: 'ReportedCoverage' }),
  explainScore: explanationOfScore.meta({ id: 'ExplanationOfScore' }),
  getUncertainty: uncertainty.meta({ id: 'Uncertainty' }),
  rankWithWeights: whatIf.meta({ id: 'WhatIf' }),
};
