import { z } from 'zod';
import type { DeskOperation } from './desk-api.ts';
import { editionStatus } from './desk-board-responses.ts';
import { claimList, claims, verifiedEditions } from './desk-claim-responses.ts';
import {
  allEditions,
  coveredEdition,
  deskEditions,
  permission,
  permissions,
} from './desk-edition-responses.ts';
import { audit, editionReleases, order, releasePreview } from './desk-release-responses.ts';
import { created, list, preview, repeated, reportPage, submission } from './desk-submission-responses.ts';
import { webhookResponses } from './desk-webhook-responses.ts';
import { signedDocument } from './proof-documents.ts';

const file = z.string().meta({ format: 'binary' });

/** What the desk answers. Functions import the types of this file and nothing else of it. */
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
