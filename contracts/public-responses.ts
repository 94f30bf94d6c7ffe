import { z } from 'zod';
import { text } from '../domain/methodology/definitions.ts';
import type { PublicOperation } from './public-api.ts';

/**
 * What the public API answers. Additive change only: a client ignores fields that it does not know.
 * Functions import the types of this file and nothing else of it.
 */
const bilingual = z.object(text.shape).meta({ id: 'Text', description: 'The same in both languages.' });
const publisher = z.object({ name: bilingual, url: z.url().optional() }).meta({ id: 'Publisher' });
const hash = z.string().meta({ description: 'SHA-256 of canonical JSON (RFC 8785), hexadecimal.' });
const address = z.string().meta({ description: 'Relative to the address of the service.', example: '/v1' });

const origin = z.enum(['computed', 'imported', 'restated']).meta({
  id: 'Origin',
  description:
    '`computed` by this service from the files of agencies; `imported` as printed elsewhere, see `source`; `restated` by this service for the units after a boundary reform, from the figures of those before it, see `restatement` and `inputs`.',
});
const source = z.object({ citation: z.string(), url: z.url().optional() }).meta({
  id: 'Source',
  description: 'Where imported figures were published.',
});

const indexHeading = z
  .object({ id: z.string(), name: bilingual, shortName: z.string() })
  .meta({ id: 'IndexHeading' });

const sample = z
  .literal(true)
  .optional()
  .meta({ description: 'The figures are made up to show a method. Absent for real ones.' });

const release = z
  .object({
    revision: z.int().min(1).meta({ description: 'Counts the releases of the edition from 1.' }),
    publishedAt: z.iso.datetime(),
    run: hash.meta({ description: 'The computation that was released, named by the hash of its inputs.' }),
    results: hash.meta({ description: 'Hash of all scores and ranks.' }),
    current: z.boolean().meta({ description: 'False when a newer release has superseded this one.' }),
    sample,
    note: bilingual.optional().meta({ description: 'What the public is told of this release.' }),
    rolledBackTo: z.int().optional().meta({ description: 'The release whose figures this one shows again.' }),
  })
  .meta({ id: 'Release' });

const frameworkHeading = z.object({ id: z.string(), version: z.string() });

const shares = z.array(z.object({ from: z.string(), to: z.string(), share: z.number() }));
const atLeast = z
  .number()
  .meta({ description: 'Share of the former units, 0..1, that must have a figure; all are 1.' });
const restatement = z
  .object({
    of: z.enum(['scores', 'values']).meta({
      description: '`scores` as published; `values` of indicators, from which scores were then computed.',
    }),
    from: z.object({
      cohort: z.string(),
      period: z.string(),
      origin: z.enum(['computed', 'imported']),
      framework: frameworkHeading.optional(),
    }),
    rule: z.discriminatedUnion('method', [
      z.object({ method: z.literal('mean'), atLeast }),
      z.object({ method: z.literal('sum'), shares }),
      z.object({ method: z.literal('weighted-mean'), by: z.string(), atLeast, shares }),
    ]),
  })
  .meta({ id: 'Restatement', description: 'How a restated cohort was made, and from which.' });

const cohortHeading = z
  .object({
    id: z.string(),
    name: bilingual,
    origin,
    unitSet: z.object({ id: z.string(), name: bilingual }),
    source: source.optional(),
    framework: frameworkHeading.optional(),
    restatement: restatement.optional(),
    comparison: z
      .object({ period: z.string(), sameMethod: z.boolean() })
      .optional()
      .meta({ description: 'The edition that changes are measured against.' }),
  })
  .meta({ id: 'Cohort', description: 'Units ranked together.' });

const nodeHeading = z
  .object({
    code: z.string(),
    name: bilingual,
    parent: z.string().nullable(),
    decimals: z.int().nullable().meta({ description: 'Decimals of published scores.' }),
  })
  .meta({ id: 'Node' });

const figure = z.number().nullable();
const nodeName = z.object({ code: z.string(), name: bilingual }).meta({ id: 'NodeName' });
const statistics = z
  .object({
    units: z.int(),
    ranked: z.int(),
    scored: z.int(),
    mean: figure,
    median: figure,
    minimum: figure,
    maximum: figure,
    standardDeviation: figure,
    aboveMean: figure,
    rose: figure,
    fell: figure,
    unchanged: figure,
    published: z
      .array(
        z.object({
          measure: z.string(),
          value: z.number(),
          source: z.object({ citation: z.string(), url: z.url().optional() }),
        }),
      )
      .optional()
      .meta({ description: 'What the publisher printed about all units, as printed.' }),
  })
  .meta({ id: 'Statistics', description: '`null` where there is nothing to tell it from.' });

const unit = z
  .object({ id: z.string(), name: bilingual, code: z.string().optional(), region: z.string().optional() })
  .meta({ id: 'Unit' });

const input = z
  .object({
    unit: z.object({ id: z.string(), name: bilingual }),
    value: figure.optional(),
    weight: figure.optional(),
    share: z.number().optional().meta({ description: 'The part of a unit that was split, 0..1.' }),
  })
  .meta({
    id: 'RestatedInput',
    description:
      'What a former unit gave to a restated figure. `value` is absent at a node computed from restated values.',
  });

const result = z.object({
  score: z.number().nullable().meta({ description: 'The published (rounded) score.' }),
  rank: z
    .number()
    .nullable()
    .meta({ description: 'A half where units that tie share the mean of their places.' }),
  percentile: z
    .number()
    .optional()
    .meta({ description: 'Per cent of the ranked units that it is ahead of, a tie counting half.' }),
  grade: z.string().optional(),
  status: z.enum(['ranked', 'not-ranked']),
  reason: bilingual.optional().meta({ description: 'Why the unit has no rank.' }),
  source: z.string().optional().meta({ description: 'Where an imported figure was printed.' }),
  inputs: z.array(input).optional().meta({ description: 'What a restated figure was made from.' }),
  change: z
    .object({ rank: z.number().nullable(), score: z.number().nullable() })
    .optional()
    .meta({ description: 'Against the edition of `comparison`; a positive `rank` means up.' }),
  origin,
});
const row = z.object({ unit, ...result.shape }).meta({ id: 'RankingRow' });
const ranked = z.int().meta({ description: 'How many units have a rank at this node.' });

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
        }),
      ),
      links: z.object({ self: address, ranking: address }),
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
    previous: z.object({ period: z.string(), results: hash }).nullable(),
  }),
  cohorts: z.array(
    z.object({
      ...cohortHeading.shape,
      nodes: z.array(z.object({ ...nodeHeading.shape, statistics })),
    }),
  ),
  links: z.object({ self: address, ranking: address, current: address.optional() }),
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
  rows: z.array(row),
  links: z.object({
    self: address,
    edition: address,
    next: address.optional().meta({ description: 'The next page of the same release; absent on the last.' }),
    current: address
      .optional()
      .meta({ description: 'The same ranking in the current release, when this one is superseded.' }),
  }),
});

const unitProfile = z.object({
  index: indexHeading,
  period: z.string(),
  release,
  cohort: cohortHeading,
  unit,
  nodes: z.array(z.object({ ...nodeName.shape, ...result.shape, ranked })),
  links: z.object({ self: address, ranking: address, history: address, current: address.optional() }),
});

const historyEntry = z.object({
  period: z.string(),
  revision: release.shape.revision,
  sample,
  cohort: cohortHeading,
  node: nodeName,
  ...result.omit({ reason: true, source: true, inputs: true }).shape,
  ranked,
});
const unitHistory = z.object({
  index: indexHeading,
  unit,
  entries: z.array(historyEntry).meta({
    description:
      'Oldest first, as published. A year without a released figure is absent: nothing is filled in.',
  }),
  links: z.object({ self: address }),
});

const releases = z.object({
  index: indexHeading,
  period: z.string(),
  releases: z.array(
    z.object({
      ...release.shape,
      withdrawn: z
        .object({ at: z.iso.datetime(), note: bilingual })
        .optional()
        .meta({ description: 'Taken back by its publisher: its figures are no longer shown.' }),
      links: z.object({ edition: address, diff: address.optional() }),
    }),
  ),
  links: z.object({ self: address, edition: address }),
});

const figures = z
  .object({
    score: result.shape.score,
    rank: result.shape.rank,
    grade: result.shape.grade,
    status: result.shape.status,
  })
  .nullable()
  .meta({ description: '`null` where the release does not have the unit.' });
const releaseHeading = release.omit({ current: true });
const comparison = z.object({
  index: indexHeading,
  period: z.string(),
  from: releaseHeading,
  to: releaseHeading,
  cohort: nodeName.omit({ code: true }).extend({ id: z.string() }),
  node: nodeName,
  differences: z.array(
    z.object({
      unit,
      from: figures,
      to: figures,
      change: z
        .object({ rank: z.number().nullable(), score: z.number().nullable() })
        .meta({ description: 'A positive `rank` means up.' }),
    }),
  ),
  links: z.object({ self: address, from: address, to: address }),
});

const errata = z.object({
  index: indexHeading,
  errata: z.array(
    z.object({
      period: z.string(),
      revision: release.shape.revision,
      kind: z.enum(['revision', 'roll-back', 'withdrawal', 'note']),
      at: z.iso.datetime(),
      note: bilingual,
      links: z.object({ releases: address }),
    }),
  ),
  links: z.object({ self: address, index: address }),
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
  listReleases: releases.meta({ id: 'Releases' }),
  compareReleases: comparison.meta({ id: 'ReleaseComparison' }),
  listErrata: errata.meta({ id: 'Errata' }),
} as const satisfies Record<PublicOperation, z.ZodType>;

export type Responses = { [Operation in PublicOperation]: z.infer<(typeof publicResponses)[Operation]> };
