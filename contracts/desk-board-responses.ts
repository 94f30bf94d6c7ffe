import { z } from 'zod';
import { address, bilingual, time } from './desk-response-fields.ts';

const row = z
  .object({
    agency: z.string(),
    cohort: z.string(),
    state: z.enum(['submitted', 'waiting', 'rejected', 'missing']).meta({
      description: '`submitted` while a file is in force; otherwise what became of the newest one.',
    }),
    late: z.boolean().meta({ description: 'Sent after the deadline, by leave.' }),
    sent: z.int().meta({ description: 'Files that the agency has announced for it.' }),
    submission: z
      .object({
        id: z.string(),
        createdAt: time,
        decidedAt: time.optional(),
        links: z.object({ self: address }),
      })
      .optional()
      .meta({ description: 'The file in force, else the newest.' }),
  })
  .meta({ id: 'BoardRow' });

const reported = z.int().meta({ description: 'Those that there is a value of.' });

const coverage = z.object({
  cohort: z.string(),
  indicators: z.array(z.object({ id: z.string(), name: bilingual, units: z.int(), reported })),
  units: z.array(z.object({ id: z.string(), name: bilingual, indicators: z.int(), reported })),
});

const methodFault = z.object({
  severity: z.enum(['error', 'warning']).meta({
    description: '`error`: some unit or node has no score because of it, or nothing can be computed.',
  }),
  cohort: z.string().optional(),
  node: z.string().optional(),
  code: z.string(),
  message: z.string(),
  mend: z.string().meta({ description: 'What to do about it.' }),
});

export const editionStatus = z
  .object({
    id: z.string().meta({ example: 'dti-province/2022' }),
    name: bilingual,
    cohorts: z.array(z.object({ id: z.string(), name: bilingual })),
    window: z.object({ opens: time.optional(), closes: time.optional() }),
    state: z.enum(['not-open', 'open', 'closed']),
    counts: z
      .object({
        expected: z.int(),
        submitted: z.int(),
        waiting: z.int(),
        rejected: z.int(),
        missing: z.int(),
        late: z.int(),
      })
      .meta({ description: 'Files, one for each reporter and cohort.' }),
    reporters: z.array(row),
    coverage: z.array(coverage).meta({ description: 'Of the files in force.' }),
    method: z
      .object({
        refusedAt: time.optional().meta({
          description: 'When the files in force could not be computed; what is public stays as it was.',
        }),
        faults: z.array(methodFault),
      })
      .meta({
        description:
          'What is wrong or doubtful about the method with the files in force. An edition whose gaps are filled ' +
          'from earlier ones shows here only why it was refused.',
      }),
    links: z.object({ self: address }),
  })
  .meta({ id: 'EditionStatus' });
