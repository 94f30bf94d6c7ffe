import { z } from 'zod';
import {
  address,
  bilingual,
  indexHeading,
  nodeName,
  proof,
  release,
  result,
  unit,
} from './public-schemas.ts';

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
      links: z.object({ edition: address, proof, diff: address.optional() }),
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

export const releaseResponses = {
  listReleases: releases.meta({ id: 'Releases' }),
  compareReleases: comparison.meta({ id: 'ReleaseComparison' }),
  listErrata: errata.meta({ id: 'Errata' }),
};
