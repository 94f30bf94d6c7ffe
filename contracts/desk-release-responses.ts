import { z } from 'zod';
import { address, bilingual } from './desk-response-fields.ts';

const rowFigures = z
  .object({
    score: z.number().nullable(),
    rank: z.number().nullable(),
    grade: z.string().optional(),
    status: z.enum(['ranked', 'not-ranked']),
  })
  .nullable();

export const releasePreview = z
  .object({
    edition: z.string(),
    candidate: z.object({ run: z.string(), results: z.string(), computedAt: z.iso.datetime() }),
    release: z
      .object({ revision: z.int(), publishedAt: z.iso.datetime(), run: z.string(), results: z.string() })
      .nullable()
      .meta({ description: 'What readers see now.' }),
    cohort: z.object({ id: z.string(), name: bilingual }),
    node: z.object({ code: z.string(), name: bilingual }),
    rows: z.array(z.object({ unit: z.object({ id: z.string(), name: bilingual }), figures: rowFigures })),
    differences: z.array(
      z.object({
        unit: z.object({ id: z.string(), name: bilingual }),
        from: rowFigures,
        to: rowFigures,
        change: z.object({ rank: z.number().nullable(), score: z.number().nullable() }),
      }),
    ),
    links: z.object({ self: address, order: address }),
  })
  .meta({
    id: 'ReleasePreview',
    description: 'Figures that are not public: for those who report or release them.',
  });

export const order = z
  .object({
    id: z.string(),
    edition: z.string(),
    kind: z.enum(['release', 'roll-back', 'withdraw', 'annotate']),
    at: z.iso.datetime(),
    givenAt: z.iso.datetime(),
    by: z.object({ subject: z.string(), agency: z.string() }),
    state: z.enum(['waiting', 'done', 'announced', 'cancelled']),
    run: z.string().optional(),
    revision: z.int().optional().meta({ description: 'The release that was made or is concerned.' }),
    note: bilingual.optional(),
    links: z.object({ self: address }),
  })
  .meta({ id: 'ReleaseOrder' });

export const editionReleases = z
  .object({
    releases: z.array(
      z.object({
        revision: z.int(),
        publishedAt: z.iso.datetime(),
        current: z.boolean().meta({ description: 'What readers see now.' }),
        withdrawn: z.boolean(),
        rolledBackTo: z.int().optional(),
      }),
    ),
    links: z.object({ self: address }),
  })
  .meta({ id: 'EditionReleases' });

export const audit = z
  .object({
    entries: z.array(
      z.object({
        sequence: z.int(),
        edition: z.object({ index: z.string(), period: z.string() }),
        act: z.string(),
        at: z.iso.datetime(),
        recordedAt: z.iso.datetime(),
        details: z.looseObject({}),
        previous: z.string().nullable(),
        hash: z.string().meta({ description: 'Of the other fields, in canonical form (RFC 8785).' }),
      }),
    ),
    links: z.object({ self: address, next: address.optional() }),
  })
  .meta({ id: 'AuditLog' });
