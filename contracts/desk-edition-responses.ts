import { z } from 'zod';
import { address, bilingual, time } from './desk-response-fields.ts';
import { listed } from './desk-submission-responses.ts';

const cohortWork = z.object({
  id: z.string(),
  name: bilingual,
  state: z.enum(['missing', 'awaiting-upload', 'rejected', 'accepted']).meta({
    description: '`accepted` while a file is in force; otherwise what became of the newest file.',
  }),
  sent: z.int().meta({ description: 'Files that the agency has announced for it.' }),
  inForce: listed.optional(),
  latest: listed.optional(),
});

const deskEdition = z.object({
  id: z.string().meta({ example: 'dti-province/2022' }),
  name: bilingual,
  window: z.object({ opens: time.optional(), closes: time.optional() }).meta({
    description: "When the agency's files are taken, a permission to be late included.",
  }),
  state: z.enum(['not-open', 'open', 'closed']),
  verified: z.boolean().meta({ description: 'Values are claims, which reviewers decide about.' }),
  cohorts: z.array(cohortWork),
  links: z.object({ self: address }),
});

export const deskEditions = z
  .object({
    editions: z.array(deskEdition.meta({ id: 'DeskEdition' })),
    links: z.object({ self: address }),
  })
  .meta({ id: 'DeskEditions' });

export const allEditions = z
  .object({
    editions: z.array(
      deskEdition.omit({ cohorts: true, verified: true }).extend({
        reporters: z.array(z.string()).meta({ description: 'Agencies that send files.' }),
        reviewers: z.array(z.string()).meta({ description: 'Agencies that verify them.' }),
        waits: z.boolean().meta({ description: 'A run is computed and not released.' }),
      }),
    ),
    links: z.object({ self: address }),
  })
  .meta({ id: 'AllEditions' });

const coverage = z
  .object({
    expected: z.int().meta({ description: 'Cells that the agency may report.' }),
    given: z.int().meta({ description: 'Those that have a value, or a reason for having none.' }),
    indicators: z.array(
      z.object({
        id: z.string(),
        name: bilingual,
        expected: z.int(),
        given: z.int(),
        missing: z.array(z.string()).meta({ description: 'The first units without a value.' }),
        missingNames: z.array(bilingual).meta({ description: 'Of the same units.' }),
      }),
    ),
  })
  .meta({ id: 'Coverage' });

export const coveredEdition = deskEdition
  .extend({ cohorts: z.array(cohortWork.extend({ coverage: coverage.optional() })) })
  .meta({ id: 'CoveredEdition' });

export const permission = z
  .object({
    agency: z.string(),
    until: time,
    reason: z.string(),
    grantedBy: z.string(),
    grantedAt: time,
  })
  .meta({ id: 'LatePermission' });

export const permissions = z
  .object({ permissions: z.array(permission), links: z.object({ self: address, edition: address }) })
  .meta({ id: 'LatePermissions' });
