import * as z from 'zod/mini';
import { submissionStatuses } from '../domain/submission/submission-status.ts';
import {
  agency,
  answers,
  edition,
  fileName,
  idempotencyKey,
  limit,
  note,
  offset,
  period,
  reason,
  run,
  sequence,
  signature,
  until,
  verdicts,
} from './desk-parameters.ts';
import { webhookRoutes } from './desk-webhooks.ts';
import * as parameters from './parameters.ts';
import type { Route } from './route.ts';

const cohort = parameters.cohort();
const index = parameters.index();
const node = parameters.node();
const none = parameters.none();
const submission = parameters.submission();

export const xlsxMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const submissions = '/v1/desk/submissions';
const editions = '/v1/desk/editions';
const ofEdition = z.strictObject({ index, period });
const claims = `${editions}/{index}/{period}/claims`;
const ofClaims = z.strictObject({ index, period, submission });
const headers = z.strictObject({ 'Idempotency-Key': z.optional(idempotencyKey) });

/** What agencies and operators use, with a bearer token. Who asks, and for which agency, is in the token. */
export const deskRoutes = {
  createSubmission: {
    method: 'POST',
    path: submissions,
    summary: 'Announce a data file and get a form to upload it with',
    pathParameters: none,
    query: none,
    headers,
    body: z.strictObject({
      edition,
      cohort: z.optional(cohort),
      fileName,
      signature: z.optional(signature),
    }),
  },
  listSubmissions: {
    method: 'GET',
    path: submissions,
    summary: "The agency's submissions, newest first",
    pathParameters: none,
    query: z.strictObject({
      edition: z.optional(edition),
      status: z.optional(z.enum(submissionStatuses)),
      cursor: z.optional(submission),
    }),
  },
  getSubmission: {
    method: 'GET',
    path: `${submissions}/{submission}`,
    summary: 'One submission and the report on its file',
    pathParameters: z.strictObject({ submission }),
    query: none,
  },
  getReport: {
    method: 'GET',
    path: `${submissions}/{submission}/report`,
    summary: 'The report on a file, page by page',
    pathParameters: z.strictObject({ submission }),
    query: z.strictObject({
      severity: z.optional(z.enum(['error', 'warning'])),
      offset: z.optional(offset),
      limit: z.optional(limit),
    }),
  },
  getMarkedFile: {
    method: 'GET',
    path: `${submissions}/{submission}/report.xlsx`,
    summary: 'The file as it was sent, its faulty cells marked, and the list of findings',
    pathParameters: z.strictObject({ submission }),
    query: z.strictObject({ language: z.optional(z.enum(['vi', 'en'])) }),
    mediaType: [xlsxMediaType],
  },
  getPreview: {
    method: 'GET',
    path: `${submissions}/{submission}/preview`,
    summary: 'The first rows of a file and those with a finding, as they were read',
    pathParameters: z.strictObject({ submission }),
    query: none,
  },
  withdrawSubmission: {
    method: 'POST',
    path: `${submissions}/{submission}/withdrawal`,
    summary: 'Take a file back, until the deadline; the one accepted before it is in force again',
    pathParameters: z.strictObject({ submission }),
    query: none,
    makesNothing: true,
  },
  listDeskEditions: {
    method: 'GET',
    path: editions,
    summary: 'The editions that the agency reports for, with their deadlines and what it has sent',
    pathParameters: none,
    query: z.strictObject({ state: z.optional(z.enum(['open', 'not-open', 'closed'])) }),
  },
  getDeskEdition: {
    method: 'GET',
    path: `${editions}/{index}/{period}`,
    summary: 'One edition that the agency reports for, with what is still missing',
    pathParameters: ofEdition,
    query: none,
  },
  listAllEditions: {
    method: 'GET',
    path: '/v1/desk/agenda',
    summary: 'Every edition, with its deadline, who reports for it and who verifies it (operators only)',
    pathParameters: none,
    query: none,
  },
  getEditionStatus: {
    method: 'GET',
    path: `${editions}/{index}/{period}/status`,
    summary: 'Who has submitted and who has not, and which figures there are (operators only)',
    pathParameters: ofEdition,
    query: none,
  },
  getTemplate: {
    method: 'GET',
    path: `${editions}/{index}/{period}/template`,
    summary: 'The file to fill in, with what is known already; filled in, it uploads as it is',
    pathParameters: ofEdition,
    query: z.strictObject({
      cohort: z.optional(cohort),
      format: z.optional(z.enum(['xlsx', 'csv', 'json-schema'])),
      language: z.optional(z.enum(['vi', 'en'])),
    }),
    mediaType: [xlsxMediaType, 'text/csv', 'application/schema+json'],
  },
  grantLatePermission: {
    method: 'POST',
    path: `${editions}/{index}/{period}/permissions`,
    summary: 'Let one agency send files after the deadline (operators only)',
    pathParameters: ofEdition,
    query: none,
    body: z.strictObject({ agency, until, reason }),
  },
  listLatePermissions: {
    method: 'GET',
    path: `${editions}/{index}/{period}/permissions`,
    summary: 'Who was let send files after the deadline, until when and why (operators only)',
    pathParameters: ofEdition,
    query: none,
  },
  previewRelease: {
    method: 'GET',
    path: `${editions}/{index}/{period}/candidate`,
    summary: 'The run that waits for its release, and what it would change',
    pathParameters: ofEdition,
    query: z.strictObject({ cohort: z.optional(cohort), node: z.optional(node) }),
  },
  giveOrder: {
    method: 'POST',
    path: `${editions}/{index}/{period}/order`,
    headers,
    summary:
      'Release the run that waits, roll back, withdraw or annotate; now or at a set time (operators only)',
    pathParameters: ofEdition,
    query: none,
    body: z.strictObject({
      kind: z.enum(['release', 'roll-back', 'withdraw', 'annotate']),
      run: z.optional(run),
      revision: z.optional(z.int().check(z.gte(1))),
      at: z.optional(until),
      note: z.optional(note),
    }),
  },
  getOrder: {
    method: 'GET',
    path: `${editions}/{index}/{period}/order`,
    summary: 'The last order for an edition, carried out or not (operators only)',
    pathParameters: ofEdition,
    query: none,
  },
  cancelOrder: {
    method: 'POST',
    path: `${editions}/{index}/{period}/order/cancellation`,
    summary: 'Cancel an order that waits (operators only)',
    pathParameters: ofEdition,
    query: none,
    makesNothing: true,
  },
  listEditionReleases: {
    method: 'GET',
    path: `${editions}/{index}/{period}/releases`,
    summary: 'The releases that an order may be about, as they are this moment (operators only)',
    pathParameters: ofEdition,
    query: none,
  },
  readAudit: {
    method: 'GET',
    path: `${editions}/{index}/{period}/audit`,
    summary: 'Every act on an edition, in order, each with the hash of the one before (operators only)',
    pathParameters: ofEdition,
    query: z.strictObject({ from: z.optional(sequence) }),
  },
  announceDueOrders: {
    method: 'POST',
    path: '/v1/desk/due-orders',
    summary: 'Have the orders that are due carried out now, where no clock does it (operators only)',
    pathParameters: none,
    query: none,
    makesNothing: true,
  },
  getReceipt: {
    method: 'GET',
    path: `${submissions}/{submission}/receipt`,
    summary: 'The signed receipt of a judged file, whatever its outcome',
    pathParameters: z.strictObject({ submission }),
    query: none,
    mediaType: 'application/jose+json',
  },
  listVerifiedEditions: {
    method: 'GET',
    path: '/v1/desk/claims',
    summary: "Editions whose claims the agency's reviewers verify (reviewers only)",
    pathParameters: none,
    query: none,
  },
  listClaims: {
    method: 'GET',
    path: claims,
    summary: 'Files whose values are to be verified, and how much of each is decided (reviewers, operators)',
    pathParameters: ofEdition,
    query: none,
  },
  getClaims: {
    method: 'GET',
    path: `${claims}/{submission}`,
    summary: 'The values that a file claims, with evidence, decisions and answers',
    pathParameters: ofClaims,
    query: z.strictObject({ offset: z.optional(offset), limit: z.optional(limit) }),
  },
  decideClaims: {
    method: 'POST',
    path: `${claims}/{submission}/decisions`,
    summary: 'Accept, correct or reject claimed values, each with a reason (reviewers of another agency)',
    pathParameters: ofClaims,
    query: none,
    body: z.strictObject({ verdicts }),
    makesNothing: true,
  },
  answerDecisions: {
    method: 'POST',
    path: `${claims}/{submission}/answers`,
    summary: 'Answer corrections and rejections, once each',
    pathParameters: ofClaims,
    query: none,
    body: z.strictObject({ answers }),
    makesNothing: true,
  },
  createDefinitionsUpload: {
    method: 'POST',
    path: '/v1/desk/definitions',
    summary: 'Announce a bundle of definitions (operators only) and get a form to upload it with',
    pathParameters: none,
    query: none,
    headers,
    body: z.strictObject({ fileName }),
  },
  ...webhookRoutes,
} as const satisfies Record<string, Route>;

export type DeskOperation = keyof typeof deskRoutes;
