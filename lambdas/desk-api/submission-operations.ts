import { addressOf } from '../../contracts/address.ts';
import { deskRoutes } from '../../contracts/desk-api.ts';
import type { DeskResponses, RepeatedAnswer } from '../../contracts/desk-responses.ts';
import { parseEditionId } from '../../domain/methodology/edition-definition.ts';
import { createDefinitionsUpload } from '../../use-cases/create-definitions-upload.ts';
import { type CreateSubmissionPorts, createSubmission } from '../../use-cases/create-submission.ts';
import { getReport } from '../../use-cases/get-report.ts';
import { getSubmission } from '../../use-cases/get-submission.ts';
import type { Identity } from '../../use-cases/identity.ts';
import { listSubmissions } from '../../use-cases/list-submissions.ts';
import type { OpenedSubmission } from '../../use-cases/open-submission.ts';
import { type WithdrawSubmissionPorts, withdrawSubmission } from '../../use-cases/withdraw-submission.ts';
import { type Answer, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';
import { presentSubmission, summariseSubmission } from './present-submission.ts';

export type SubmissionPorts = CreateSubmissionPorts & WithdrawSubmissionPorts;

type Routes = Pick<
  typeof deskRoutes,
  | 'createSubmission'
  | 'createDefinitionsUpload'
  | 'listSubmissions'
  | 'getSubmission'
  | 'getReport'
  | 'withdrawSubmission'
>;

const findingsInAPage = 100;

export const submissionOperations = (ports: SubmissionPorts): Operations<Routes, Identity, Answer> => ({
  async createSubmission({ edition, 'Idempotency-Key': idempotencyKey, ...file }, identity) {
    const request = { edition: parseEditionId(edition), ...file, idempotencyKey };
    return created(await createSubmission(ports, identity, request));
  },

  async createDefinitionsUpload({ fileName, 'Idempotency-Key': idempotencyKey }, identity) {
    return created(await createDefinitionsUpload(ports, identity, { fileName, idempotencyKey }));
  },

  async listSubmissions({ edition, ...question }, identity) {
    const filter = { ...question, edition: edition === undefined ? undefined : parseEditionId(edition) };
    const page = await listSubmissions(ports, identity, filter);
    const at = (cursor: string | undefined) =>
      addressOf(deskRoutes.listSubmissions, { edition, ...question, cursor });
    const body: DeskResponses['listSubmissions'] = {
      submissions: page.submissions.map(summariseSubmission),
      links: { self: at(question.cursor), ...(page.cursor && { next: at(page.cursor) }) },
    };
    return json(200, body);
  },

  async getSubmission({ submission: id }, identity) {
    const body: DeskResponses['getSubmission'] = presentSubmission(
      await getSubmission(ports, identity, { id }),
    );
    return json(200, body);
  },

  async getReport({ submission: id, severity, offset = 0, limit = findingsInAPage }, identity) {
    const page = await getReport(ports, identity, { id, severity, offset, limit });
    const at = (start: number) =>
      addressOf(deskRoutes.getReport, { submission: id, severity, offset: start, limit });
    const next = offset + page.findings.length;
    const body: DeskResponses['getReport'] = {
      ...page,
      links: {
        self: at(offset),
        submission: addressOf(deskRoutes.getSubmission, { submission: id }),
        ...(page.findings.length > 0 && next < page.kept && { next: at(next) }),
      },
    };
    return json(200, body);
  },

  async withdrawSubmission({ submission: id }, identity) {
    const body: DeskResponses['withdrawSubmission'] = presentSubmission(
      await withdrawSubmission(ports, identity, { id }),
    );
    return json(200, body);
  },
});

function created({ submission: opened, upload }: OpenedSubmission): Answer {
  const submission: DeskResponses['getSubmission'] = presentSubmission(opened);
  const headers = { Location: submission.links.self };
  if (!upload) return json(200, { submission } satisfies RepeatedAnswer, headers);
  return json(201, { submission, upload } satisfies DeskResponses['createSubmission'], headers);
}
