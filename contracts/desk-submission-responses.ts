import { z } from 'zod';
import { submissionStatuses } from '../domain/submission/submission-status.ts';
import { address, bilingual } from './desk-response-fields.ts';

const finding = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    row: z.int().optional().meta({ description: 'As a spreadsheet numbers it: the header is row 1.' }),
    column: z.string().optional().meta({ description: 'Its heading.' }),
    cell: z.string().optional().meta({ description: 'As a spreadsheet calls it.', example: 'C12' }),
    value: z.string().optional().meta({ description: 'The cell as it was read.' }),
    rule: bilingual.optional().meta({ description: 'What holds for every file, and does not hold here.' }),
    message: bilingual,
    mend: bilingual.meta({ description: 'What to do about it.' }),
  })
  .meta({ id: 'Finding' });

const report = z
  .object({
    outcome: z.enum(['accepted', 'rejected']),
    rows: z.int(),
    findings: z.array(finding).meta({ description: 'The first ones; `total` counts them all.' }),
    total: z.object({ errors: z.int(), warnings: z.int() }),
  })
  .meta({ id: 'ValidationReport' });

export const listed = z.object({
  id: z.string().meta({ description: 'ULID: later submissions sort after earlier ones.' }),
  kind: z.enum(['data', 'definitions']),
  agency: z.string(),
  submittedBy: z.string(),
  fileName: z.string(),
  createdAt: z.iso.datetime(),
  status: z.enum(submissionStatuses),
  edition: z.string().optional().meta({ description: 'For data.', example: 'dti-province/2022' }),
  cohort: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  withdrawnAt: z.iso.datetime().optional(),
  links: z.object({ self: address }),
});

export const submission = listed
  .extend({
    report: report.optional(),
    touched: z
      .array(z.string())
      .optional()
      .meta({ description: 'Editions whose rankings are computed again because of it.' }),
  })
  .meta({ id: 'Submission' });

const upload = z
  .object({
    url: z.url(),
    fields: z.record(z.string(), z.string()),
    expiresAt: z.iso.datetime(),
    maximumBytes: z.int(),
  })
  .meta({
    id: 'Upload',
    description:
      'POST multipart/form-data to `url`: each of `fields`, then `Content-Type` of any value, then `file` last.',
  });

export const created = z.object({ submission, upload }).meta({ id: 'CreatedSubmission' });

export const repeated = z.object({ submission }).meta({
  id: 'RepeatedSubmission',
  description: 'The file of this `Idempotency-Key` has come and been judged: there is nothing to upload.',
});

export const list = z
  .object({
    submissions: z.array(listed.meta({ id: 'ListedSubmission' })),
    links: z.object({ self: address, next: address.optional() }),
  })
  .meta({ id: 'Submissions' });

export const reportPage = report
  .extend({
    kept: z.int().meta({ description: 'Findings that were kept, of the severity that was asked for.' }),
    offset: z.int(),
    links: z.object({ self: address, submission: address, next: address.optional() }),
  })
  .meta({ id: 'ReportPage' });

export const preview = z
  .object({
    rows: z.array(
      z.object({
        row: z.int().meta({ description: 'As a spreadsheet numbers it.' }),
        cells: z.array(z.string()).meta({ description: 'Long ones are cut.' }),
      }),
    ),
    isWhole: z.boolean().meta({ description: 'The file has no other rows.' }),
    links: z.object({ self: address, submission: address }),
  })
  .meta({ id: 'FilePreview' });
