import type { deskRoutes } from '../../contracts/desk-api.ts';
import type { EditionBoardPorts } from '../../use-cases/edition-board.ts';
import type { ReceiptPorts } from '../../use-cases/get-receipt.ts';
import type { Identity } from '../../use-cases/identity.ts';
import type { ManageWebhooksPorts } from '../../use-cases/manage-webhooks.ts';
import type { Answer } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';
import { boardOperations } from './board-operations.ts';
import { type ClaimPorts, claimOperations } from './claim-operations.ts';
import { type EditionPorts, editionOperations } from './edition-operations.ts';
import { type FilePorts, fileOperations } from './file-operations.ts';
import { receiptOperations } from './receipt-operations.ts';
import { type ReleasePorts, releaseOperations } from './release-operations.ts';
import { type SubmissionPorts, submissionOperations } from './submission-operations.ts';
import { webhookOperations } from './webhook-operations.ts';

export type DeskPorts = SubmissionPorts &
  EditionPorts &
  ClaimPorts &
  ReceiptPorts &
  FilePorts &
  ManageWebhooksPorts &
  EditionBoardPorts &
  ReleasePorts;

export const deskOperations = (ports: DeskPorts): Operations<typeof deskRoutes, Identity, Answer> => ({
  ...submissionOperations(ports),
  ...editionOperations(ports),
  ...boardOperations(ports),
  ...receiptOperations(ports),
  ...fileOperations(ports),
  ...webhookOperations(ports),
  ...claimOperations(ports),
  ...releaseOperations(ports),
});
