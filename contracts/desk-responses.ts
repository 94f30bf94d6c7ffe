import { z } from 'zod';
import { text } from '../domain/methodology/definitions.ts';
import { submissionStatuses } from '../domain/submission/submission-status.ts';
import type { DeskOperation } from './desk-api.ts';
import { editionStatus } from './desk-board-responses.ts';
import { webhookResponses } from './desk-webhook-responses.ts';
import { signedDocument } from './proof-documents.ts';

/** What the desk answers. Functions import the types of this file and nothing else of it. */
const bilingual = z.object(text.shape);
const address = z.string().meta({ description: 'Relative to the address of the service.' });

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

const listed = z.object({
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

const submission = listed
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

const created = z.object({ submission, upload }).meta({ id: 'CreatedSubmission' });

const repeated = z.object({ submission }).meta({
  id: 'RepeatedSubmission',
  description: 'The file of this `Idempotency-Key` has come and been judged: there is nothing to upload.',
});

const list = z
  .object({
    submissions: z.array(listed.meta({ id: 'ListedSubmission' })),
    links: z.object({ self: address, next: address.optional() }),
  })
  .meta({ id: 'Submissions' });

const reportPage = report
  .extend({
    kept: z.int().meta({ description: 'Findings that were kept, of the severity that was asked for.' }),
    offset: z.int(),
    links: z.object({ self: address, submission: address, next: address.optional() }),
  })
  .meta({ id: 'ReportPage' });

const preview = z
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

const time = z.iso.datetime({ offset: true });

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

const deskEditions = z
  .object({
    editions: z.array(deskEdition.meta({ id: 'DeskEdition' })),
    links: z.object({ self: address }),
  })
  .meta({ id: 'DeskEditions' });

const allEditions = z
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

const coveredEdition = deskEdition
  .extend({ cohorts: z.array(cohortWork.extend({ coverage: coverage.optional() })) })
  .meta({ id: 'CoveredEdition' });

const permission = z
  .object({
    agency: z.string(),
    until: time,
    reason: z.string(),
    grantedBy: z.string(),
    grantedAt: time,
  })
  .meta({ id: 'LatePermission' });

const permissions = z
  .object({ permissions: z.array(permission), links: z.object({ self: address, edition: address }) })
  .meta({ id: 'LatePermissions' });

const file = z.string().meta({ format: 'binary' });
const rowFigures = z
  .object({
    score: z.number().nullable(),
    rank: z.number().nullable(),
    grade: z.string().optional(),
    status: z.enum(['ranked', 'not-ranked']),
  })
  .nullable();

const releasePreview = z
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

const order = z
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

const editionReleases = z
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

const claimList = z
  .object({ name: bilingual, files: z.array(claimingFile), links: z.object({ self: address }) })
  .meta({ id: 'ClaimList' });

const verifiedEditions = z
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

const claims = claimingFile
  .extend({
    name: bilingual.meta({ description: 'Of the index that verifies them.' }),
    offset: z.int(),
    claims: z.array(claim),
    links: z.object({ self: address, next: address.optional() }),
  })
  .meta({ id: 'Claims' });

const audit = z
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

export const deskResponses = {
  createSubmission: created,
  listSubmissions: list,
  getSubmission: submission,
  getReport: reportPage,
  getMarkedFile: file,
  getPreview: preview,
  withdrawSubmission: submission,
  listDeskEditions: deskEditions,
  getDeskEdition: coveredEdition,
  listAllEditions: allEditions,
  getEditionStatus: editionStatus,
  getTemplate: file,
  grantLatePermission: permission,
  listLatePermissions: permissions,
  previewRelease: releasePreview,
  giveOrder: order,
  getOrder: order,
  cancelOrder: order,
  listEditionReleases: editionReleases,
  readAudit: audit,
  announceDueOrders: z.object({ orders: z.array(order) }),
  getReceipt: signedDocument,
  listVerifiedEditions: verifiedEditions,
  listClaims: claimList,
  getClaims: claims,
  decideClaims: claims,
  answerDecisions: claims,
  createDefinitionsUpload: created,
  ...webhookResponses,
} as const satisfies Record<DeskOperation, z.ZodType>;

/** What is answered with 200 where the same request was made before and its work is done. */
export const repeatedAnswers = { createSubmission: repeated, createDefinitionsUpload: repeated };

export type RepeatedAnswer = z.infer<typeof repeated>;
export type DeskResponses = { [Operation in DeskOperation]: z.infer<(typeof deskResponses)[Operation]> };
