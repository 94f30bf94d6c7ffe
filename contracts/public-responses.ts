import { z } from 'zod';
import { analysisResponses } from './public-analysis-responses.ts';
import type { PublicOperation } from './public-api.ts';
import { figureResponses } from './public-figures-responses.ts';
import { formatResponses } from './public-format-responses.ts';
import { releaseResponses } from './public-release-responses.ts';
import {
  address,
  bilingual,
  cohortHeading,
  hash,
  indexHeading,
  nodeHeading,
  nodeName,
  origin,
  proof,
  publisher,
  ranked,
  release,
  result,
  row,
  sample,
  standing,
  statistics,
  unit,
} from './public-schemas.ts';
import { unitResponses } from './public-unit-responses.ts';

/**
 * What the public API answers. Additive change only: a client ignores fields that it does not know.
 * Functions import the types of this file and nothing else of it.
 */
const service = z
  .object({
    name: z.string(),
    version: z.literal('v1'),
    links: z.object({ self: address, indices: address, description: address }),
  })
  .meta({ id: 'Service' });

const indexLinks = z.object({ self: address, editions: address });
const listedIndex = z.object({
  ...indexHeading.shape,
  description: bilingual,
  publisher,
  links: indexLinks,
});
const indices = z.object({ indices: z.array(listedIndex), links: z.object({ self: address }) });

const index = z.object({
  ...indexHeading.shape,
  description: bilingual.optional(),
  publisher,
  latest: z.string().nullable().meta({ description: 'The newest released edition.' }),
  periods: z.array(z.string()).meta({ description: 'Released editions, newest first.' }),
  links: indexLinks,
});

const editions = z.object({
  index: indexHeading,
  editions: z.array(
    z.object({
      period: z.string(),
      release,
      cohorts: z.array(
        z.object({
          id: z.string(),
          origin,
          total: z.string().meta({ description: 'The node shown when none is named.' }),
          nodes: z.array(z.string()),
          units: z.int().meta({ description: 'How many units it has, with or without figures.' }),
          unitSet: z.string(),
        }),
      ),
      links: z.object({ self: address, ranking: address, proof }),
    }),
  ),
  links: z.object({ self: address, index: address }),
});

const edition = z.object({
  index: indexHeading,
  period: z.string(),
  release,
  inputs: z.object({
    definition: hash,
    engine: z.string(),
    parts: z.array(z.object({ cohort: z.string(), hash })),
    earlier: z
      .array(z.object({ period: z.string(), parts: z.array(hash) }))
      .optional()
      .meta({ description: 'Files of earlier editions, where gaps are filled with what they hold.' }),
    previous: z.object({ period: z.string(), results: hash }).nullable(),
  }),
  cohorts: z.array(
    z.object({
      ...cohortHeading.shape,
      nodes: z.array(z.object({ ...nodeHeading.shape, statistics })),
    }),
  ),
  links: z.object({ self: address, ranking: address, proof, current: address.optional() }),
});

const ranking = z.object({
  index: indexHeading,
  period: z.string(),
  release,
  cohort: cohortHeading,
  node: nodeHeading,
  nodes: z.array(nodeName).meta({ description: 'Every node of the cohort: each has a ranking.' }),
  statistics,
  total: z.int().meta({ description: 'Rows in all pages.' }),
  offset: z.int().meta({ description: 'Rows before this page.' }),
  regions: z.array(z.string()).meta({ description: 'Regions that have rows in the ranking.' }),
  rows: z.array(row),
  links: z.object({
    self: address,
    edition: address,
    next: address.optional().meta({ description: 'The next page of the same release; absent on the last.' }),
    current: address
      .optional()
      .meta({ description: 'The same ranking in the current release, when this one is not, or may not be.' }),
  }),
});

const cause = z.enum(['data', 'method-and-data', 'cohort-and-data', 'cohort-method-and-data']).meta({
  description:
    'What is not as in the edition before: beside the data the method, or the cohort, of which other units had ranks. Where it is more than the data, what each did cannot be told apart here.',
});
const rankedPart = z
  .object({ ...nodeName.shape, rank: z.number(), ranked })
  .meta({ id: 'RankedPart', description: 'A part of the index with the place of the unit there.' });
const unitProfile = z.object({
  index: indexHeading,
  period: z.string(),
  release,
  cohort: cohortHeading,
  unit,
  nodes: z.array(
    z.object({
      ...nodeHeading.shape,
      ...result.shape,
      ...standing.shape,
      change: z.object({ ...result.shape.change.unwrap().shape, cause }).optional(),
      ranked,
    }),
  ),
  strengths: z.array(rankedPart).meta({ description: 'Parts with the best places, the best first.' }),
  weaknesses: z.array(rankedPart).meta({ description: 'Parts with the worst places, the worst first.' }),
  links: z.object({ self: address, ranking: address, history: address, current: address.optional() }),
});

const historyEntry = z.object({
  period: z.string(),
  revision: release.shape.revision,
  sample,
  cohort: cohortHeading,
  node: nodeName,
  ...result.omit({ reason: true, source: true, inputs: true, verification: true }).shape,
  ranked,
});
const streak = z
  .object({
    cohort: z.string(),
    rank: z.number(),
    editions: z.int().min(2).meta({ description: 'Released editions that follow one another.' }),
    from: z.string(),
    to: z.string(),
    gapYears: z.array(z.string()).meta({
      description: 'Years between without a released edition: whether the rank was held then is not known.',
    }),
  })
  .meta({ id: 'Streak' });
const unitHistory = z.object({
  index: indexHeading,
  unit,
  entries: z.array(historyEntry).meta({
    description:
      'Oldest first, as published. A year without a released figure is absent: nothing is filled in.',
  }),
  streaks: z.array(streak).meta({
    description: 'For each rank that was held through two editions or more, the longest time, by cohort.',
  }),
  links: z.object({ self: address }),
});

export const publicResponses = {
  getService: service,
  getDescription: z.looseObject({ openapi: z.literal('3.1.0') }),
  listIndices: indices.meta({ id: 'Indices' }),
  getIndex: index.meta({ id: 'Index' }),
  listEditions: editions.meta({ id: 'Editions' }),
  getEdition: edition.meta({ id: 'Edition' }),
  getRanking: ranking.meta({ id: 'Ranking' }),
  getUnitProfile: unitProfile.meta({ id: 'UnitProfile' }),
  getUnitHistory: unitHistory.meta({ id: 'UnitHistory' }),
  ...releaseResponses,
  ...figureResponses,
  ...unitResponses,
  ...analysisResponses,
  ...formatResponses,
} as const satisfies Record<PublicOperation, z.ZodType>;

export type Responses = { [Operation in PublicOperation]: z.infer<(typeof publicResponses)[Operation]> };
