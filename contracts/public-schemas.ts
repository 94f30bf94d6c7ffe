import { z } from 'zod';
import { text } from '../domain/methodology/definitions.ts';

/** What answers of the public API are made of. */
export const bilingual = z
  .object(text.shape)
  .meta({ id: 'Text', description: 'The same in both languages.' });
export const publisher = z.object({ name: bilingual, url: z.url().optional() }).meta({ id: 'Publisher' });
export const hash = z.string().meta({ description: 'SHA-256 of canonical JSON (RFC 8785), hexadecimal.' });
export const address = z
  .string()
  .meta({ description: 'Relative to the address of the service.', example: '/v1' });

export const proof = address.meta({
  description: 'The signed manifest of the release, a moment after the release.',
  example: '/v1/proof/dti-province/2022/1',
});

export const origin = z.enum(['computed', 'imported', 'restated']).meta({
  id: 'Origin',
  description:
    '`computed` by this service from the files of agencies; `imported` as printed elsewhere, see `source`; `restated` by this service for the units after a boundary reform, from the figures of those before it, see `restatement` and `inputs`.',
});
export const source = z.object({ citation: z.string(), url: z.url().optional() }).meta({
  id: 'Source',
  description: 'Where imported figures were published.',
});

export const indexHeading = z
  .object({ id: z.string(), name: bilingual, shortName: z.string() })
  .meta({ id: 'IndexHeading' });

export const sample = z
  .literal(true)
  .optional()
  .meta({ description: 'The figures are made up to show a method. Absent for real ones.' });

export const release = z
  .object({
    revision: z.int().min(1).meta({ description: 'Counts the releases of the edition from 1.' }),
    publishedAt: z.iso.datetime(),
    run: hash.meta({ description: 'The computation that was released, named by the hash of its inputs.' }),
    results: hash.meta({ description: 'Hash of all scores and ranks.' }),
    current: z.boolean().optional().meta({
      description:
        'False when a newer release has superseded this one. Absent where the address names the release: what is said there stays true, and `links.current` leads to what readers see now.',
    }),
    sample,
    note: bilingual.optional().meta({ description: 'What the public is told of this release.' }),
    rolledBackTo: z.int().optional().meta({ description: 'The release whose figures this one shows again.' }),
  })
  .meta({ id: 'Release' });

export const frameworkHeading = z.object({ id: z.string(), version: z.string() });

export const shares = z.array(z.object({ from: z.string(), to: z.string(), share: z.number() }));
export const atLeast = z
  .number()
  .meta({ description: 'Share of the former units, 0..1, that must have a figure; all are 1.' });
export const restatement = z
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

export const cohortHeading = z
  .object({
    id: z.string(),
    name: bilingual,
    origin,
    unitSet: z.object({ id: z.string(), name: bilingual }),
    source: source.optional(),
    framework: frameworkHeading.optional(),
    restatement: restatement.optional(),
    comparison: z
      .object({
        period: z.string(),
        sameMethod: z.boolean(),
        sameUnits: z.boolean().meta({ description: 'Whether the same units had ranks then.' }),
      })
      .optional()
      .meta({ description: 'The edition that changes are measured against.' }),
  })
  .meta({ id: 'Cohort', description: 'Units ranked together.' });

export const nodeHeading = z
  .object({
    code: z.string(),
    name: bilingual,
    parent: z.string().nullable(),
    decimals: z.int().nullable().meta({ description: 'Decimals of published scores.' }),
  })
  .meta({ id: 'Node' });

export const figure = z.number().nullable();
export const nodeName = z.object({ code: z.string(), name: bilingual }).meta({ id: 'NodeName' });
export const statistics = z
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

export const unit = z
  .object({ id: z.string(), name: bilingual, code: z.string().optional(), region: z.string().optional() })
  .meta({ id: 'Unit' });

export const input = z
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

const deduction = z
  .discriminatedUnion('cause', [
    z.object({
      cause: z.literal('verified'),
      node: z.string(),
      points: z.number(),
      indicator: z.string(),
      claimed: z.number().nullable(),
      verified: z.number().nullable(),
      reason: z.string(),
    }),
    z.object({
      cause: z.literal('other-units'),
      node: z.string(),
      points: z.number(),
      reason: bilingual,
    }),
  ])
  .meta({ id: 'Deduction', description: 'Why a score is not the claimed one; negative points were added.' });

const verification = z
  .object({
    claimed: figure.meta({ description: 'The score if every claim were right.' }),
    deducted: figure,
    provisional: z.boolean().meta({ description: 'Some claim at or below the node is not decided yet.' }),
    deduction: deduction.optional(),
  })
  .meta({ id: 'Verification' });

const rankInterval = z
  .object({
    low: z.number().meta({ description: '5th percentile of the ranks.' }),
    high: z.number().meta({ description: '95th percentile of the ranks.' }),
    group: z.int().meta({ description: 'Units of one group cannot be told apart; 1 is the best.' }),
  })
  .meta({
    id: 'RankInterval',
    description:
      'Where the total would stand by other weights and methods that are as reasonable: `uncertainty` says which. At the total of a computed cohort, from a few seconds after its figures.',
  });

export const result = z.object({
  score: z.number().nullable().meta({ description: 'The published (rounded) score.' }),
  rank: z
    .number()
    .nullable()
    .meta({ description: 'A half where units that tie share the mean of their places.' }),
  rankInterval: rankInterval.optional(),
  percentile: z
    .number()
    .optional()
    .meta({ description: 'Per cent of the ranked units that it is ahead of, a tie counting half.' }),
  grade: z.string().optional(),
  status: z.enum(['ranked', 'not-ranked']),
  reason: bilingual.optional().meta({ description: 'Why the unit has no rank.' }),
  source: z.string().optional().meta({ description: 'Where an imported figure was printed.' }),
  inputs: z.array(input).optional().meta({ description: 'What a restated figure was made from.' }),
  verification: verification
    .optional()
    .meta({ description: 'What the unit claims, where claims are verified.' }),
  change: z
    .object({ rank: z.number().nullable(), score: z.number().nullable() })
    .optional()
    .meta({ description: 'Against the edition of `comparison`; a positive `rank` means up.' }),
  origin,
});
export const standing = z.object({
  percentile: result.shape.percentile,
  toMean: z.number().optional().meta({ description: 'Score − mean of all units.' }),
  next: z
    .object({
      unit: z.string(),
      rank: z.number(),
      distance: figure.meta({ description: 'The score that is missing to reach it.' }),
    })
    .optional()
    .meta({ description: 'The nearest unit with a better rank.' }),
});
export const row = z.object({ unit, ...result.shape }).meta({ id: 'RankingRow' });
export const ranked = z.int().meta({ description: 'How many units have a rank at this node.' });
