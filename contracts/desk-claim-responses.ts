import { z } from 'zod';
import { address, bilingual, time } from './desk-response-fields.ts';

const claimCounts = z.object({
  claims: z.int().meta({ description: 'Values that the file claims.' }),
  decided: z.int(),
  answered: z.int(),
});

const claimingFile = z.object({
  submission: z.string(),
  agency: z.string(),
  cohort: z.string(),
  edition: z.string().meta({ description: 'The one that the file was sent for.' }),
  counts: claimCounts,
  links: z.object({ self: address }),
});

export const claimList = z
  .object({ name: bilingual, files: z.array(claimingFile), links: z.object({ self: address }) })
  .meta({ id: 'ClaimList' });

export const verifiedEditions = z
  .object({
    editions: z.array(z.object({ id: z.string(), name: bilingual, links: z.object({ claims: address }) })),
    links: z.object({ self: address }),
  })
  .meta({ id: 'VerifiedEditions' });

const claim = z
  .object({
    indicator: z.string(),
    unit: z.string(),
    names: z
      .object({ indicator: bilingual, unit: bilingual, measure: bilingual })
      .meta({ description: 'Of the indicator, of the unit, and of the unit of measure.' }),
    claimed: z.number(),
    note: z.string().optional(),
    evidence: z.string().optional().meta({ description: 'Address of a document.' }),
    decision: z
      .object({
        outcome: z.enum(['accepted', 'corrected', 'rejected']),
        verified: z.number().nullable().meta({ description: '`null` where nothing could be verified.' }),
        reason: z.string(),
      })
      .optional(),
    answer: z.object({ text: z.string(), answeredAt: time }).optional(),
  })
  .meta({ id: 'Claim' });

export const claims = claimingFile
  .extend({
    name: bilingual.meta({ description: 'Of the index that verifies them.' }),
    offset: z.int(),
    claims: z.array(claim),
    links: z.object({ self: address, next: address.optional() }),
  })
  .meta({ id: 'Claims' });
