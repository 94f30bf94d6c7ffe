import { addressOf } from '../../contracts/address.ts';
import { deskRoutes } from '../../contracts/desk-api.ts';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import { editionId, parseEditionId } from '../../domain/methodology/edition-definition.ts';
import { createDefinitionsUpload } from '../../use-cases/create-definitions-upload.ts';
import { type CreateSubmissionPorts, createSubmission } from '../../use-cases/create-submission.ts';
import { getSubmission } from '../../use-cases/get-submission.ts';
import type { Identity } from '../../use-cases/identity.ts';
import { listSubmissions } from '../../use-cases/list-submissions.ts';
import type { OpenedSubmission } from '../../use-cases/open-submission.ts';
import type { Submission } from '../../use-cases/ports.ts';
import { type Answer, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';

export const deskOperations = (
  ports: CreateSubmissionPorts,
): Operations<typeof deskRoutes, Identity, Answer> => ({
  async createSubmission({ edition, cohort, fileName, 'Idempotency-Key': idempotencyKey }, identity) {
    const request = { edition: parseEditionId(edition), cohort, fileName, idempotencyKey };
    return created(await createSubmission(ports, identity, request));
  },

  async createDefinitionsUpload({ fileName, 'Idempotency-Key': idempotencyKey }, identity) {
    return created(await createDefinitionsUpload(ports, identity, { fileName, idempotencyKey }));
  },

  async listSubmissions({ cursor }, identity) {
    const page = await listSubmissions(ports, identity, { cursor });
    const body: DeskResponses['listSubmissions'] = {
      submissions: page.submissions.map(summarise),
      links: {
        self: addressOf(deskRoutes.listSubmissions, { cursor }),
        ...(page.cursor && { next: addressOf(deskRoutes.listSubmissions, { cursor: page.cursor }) }),
      },
    };
    return json(200, body);
  },

  async getSubmission({ submission: id }, identity) {
    const body: DeskResponses['getSubmission'] = present(await getSubmission(ports, identity, { id }));
    return json(200, body);
  },
});

function created({ submission, upload }: OpenedSubmission): Answer {
  const body: DeskResponses['createSubmission'] = { submission: present(submission), upload };
  return json(201, body, { Location: body.submission.links.self });
}

/** What the sender may see: where the file lies is ours. */
const summarise = ({
  key,
  definition,
  objectVersion,
  part,
  report,
  touched,
  edition,
  ...shown
}: Submission) => ({
  ...shown,
  ...(edition && { edition: editionId(edition) }),
  links: { self: addressOf(deskRoutes.getSubmission, { submission: shown.id }) },
});

const present = (submission: Submission): DeskResponses['getSubmission'] => ({
  ...summarise(submission),
  ...(submission.report && { report: submission.report }),
  ...(submission.touched && { touched: submission.touched.map(editionId) }),
});
