import type {
  CohortDefinition,
  EditionDefinition,
  EditionRef,
} from '../domain/methodology/edition-definition.ts';
import { editionId } from '../domain/methodology/edition-definition.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import type { ValidationReport } from '../domain/submission/findings.ts';
import type { Part } from '../domain/submission/part.ts';
import { Upstream } from './errors.ts';
import { envelope } from './event-envelope.ts';
import type {
  Clock,
  EditionStore,
  EventPublisher,
  Identifiers,
  PartRegistration,
  RecordStore,
  Submission,
  SubmissionStore,
  UploadReader,
} from './ports.ts';
import { type RowReader, readFile } from './read-file.ts';
import { submissionIdOf } from './submission-key.ts';

export type ValidateSubmissionPorts = {
  submissions: SubmissionStore;
  editions: EditionStore;
  uploads: UploadReader;
  records: RecordStore;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
  rows: RowReader;
};

export type UploadedObject = { key: string; version: string | undefined };

export type ValidationOutcome = 'accepted' | 'rejected' | 'superseded' | 'repeated' | 'unknown-upload';

/**
 * Input: an object that has arrived in the uploads bucket.
 * Output: the submission's outcome, recorded once, with a report that names every fault.
 * Course: a file is judged against its edition's current definition. An accepted one becomes a canonical part
 *   in the dataset of every edition that uses its indicators, and is announced; a rejected one changes nothing.
 *   A second delivery finds the outcome and only announces it again.
 */
export async function validateSubmission(
  ports: ValidateSubmissionPorts,
  upload: UploadedObject,
): Promise<ValidationOutcome> {
  const id = submissionIdOf(upload.key);
  const submission = id ? await ports.submissions.get(id) : undefined;
  if (submission?.kind !== 'data' || submission.key !== upload.key) return 'unknown-upload';
  if (submission.status !== 'awaiting-upload') return announceAgain(ports, submission);

  const target = await targetOf(ports, submission);
  const { report, part, version } = await judge(ports, target, upload);
  const decision = { objectVersion: version, decidedAt: ports.clock.now().toISOString(), report };
  if (!part) return reject(ports, submission, decision);
  return accept(ports, target, decision, part);
}

type Decision = { objectVersion: string; decidedAt: string; report: ValidationReport };

async function judge(ports: ValidateSubmissionPorts, target: Target, upload: UploadedObject) {
  const { definition, cohort, submission } = target;
  const file = await ports.uploads.getUpload(upload.key, upload.version);
  if (!file) throw new Upstream(`The upload ${upload.key} cannot be read`);
  const judgedBy = { definition, cohort: cohort.id, agency: submission.agency };
  return { ...(await readFile(file.body, judgedBy, ports.rows)), version: file.version };
}

type Target = {
  submission: Submission;
  edition: EditionRef;
  definition: EditionDefinition;
  cohort: CohortDefinition;
};

/** What the file is judged by: the edition's current definition. */
async function targetOf(ports: ValidateSubmissionPorts, submission: Submission): Promise<Target> {
  const { id, edition, cohort: cohortId } = submission;
  if (!edition) throw new Upstream(`Submission ${id} names no edition`);
  const state = await ports.editions.state(edition);
  const definition = state && (await ports.records.getDefinition(state.definition));
  const cohort = definition?.cohorts.find((candidate) => candidate.id === cohortId);
  if (!definition || !cohort)
    throw new Upstream(`Edition ${editionId(edition)} has no definition of cohort ${cohortId}`);
  return { submission, edition, definition, cohort };
}

async function reject(
  ports: ValidateSubmissionPorts,
  submission: Submission,
  decision: Decision,
): Promise<ValidationOutcome> {
  const result = await ports.submissions.decide(submission, { status: 'rejected', ...decision });
  if (result === 'already-decided') return announceDecided(ports, submission.id);
  await announceRejection(ports, submission, decision.report);
  return 'rejected';
}

async function accept(
  ports: ValidateSubmissionPorts,
  target: Target,
  decision: Decision,
  part: Part,
): Promise<ValidationOutcome> {
  const { submission } = target;
  const hash = await contentHash(part);
  const [touched] = await Promise.all([sharingEditions(ports, target), ports.records.putPart(hash, part)]);
  const registration = registrationOf(submission, hash, part.kind);
  const result = await ports.submissions.accept({ submission, ...decision, registration, touched });
  if (result === 'already-decided') return announceDecided(ports, submission.id);
  if (result === 'accepted') await announceAcceptance(ports, target, registration, touched);
  return result;
}

const registrationOf = (
  { id, agency, edition, cohort }: Submission,
  hash: string,
  kind: Part['kind'],
): PartRegistration => ({
  source: { ...edition!, cohort: cohort! },
  agency,
  submissionId: id,
  hash,
  kind,
});

/**
 * The edition that the file was sent for, and every other one that uses an indicator of its cohort, whether
 * this file reports it or not: a newer file that leaves an indicator out must replace the older one there too.
 */
async function sharingEditions(
  ports: ValidateSubmissionPorts,
  { edition, definition, cohort }: Target,
): Promise<EditionRef[]> {
  if (cohort.origin === 'imported') return [edition];
  const indicators = cohort.indicators.map(({ id }) => id);
  const users = await ports.editions.editionsUsing(definition.period, indicators);
  return [edition, ...users.filter((user) => editionId(user) !== editionId(edition))];
}

/** Another worker judged the submission while this one did: its outcome stands, and is announced. */
async function announceDecided(ports: ValidateSubmissionPorts, id: string): Promise<ValidationOutcome> {
  const decided = await ports.submissions.get(id);
  if (!decided) throw new Upstream(`Submission ${id} was decided and is gone`);
  return announceAgain(ports, decided);
}

async function announceAgain(
  ports: ValidateSubmissionPorts,
  submission: Submission,
): Promise<ValidationOutcome> {
  const { status, part } = submission;
  if (status === 'accepted' && part) {
    const target = await targetOf(ports, submission);
    const kind = target.cohort.origin === 'computed' ? 'observations' : 'published-results';
    await announceAcceptance(ports, target, registrationOf(submission, part, kind), submission.touched);
  }
  if (status === 'rejected' && submission.report)
    await announceRejection(ports, submission, submission.report);
  return 'repeated';
}

const cause = (submission: Submission) => ({ correlationId: submission.id, causationId: submission.id });

/** An edition registered while the file was being judged was not among those touched: it adopts the part now. */
async function announceAcceptance(
  ports: ValidateSubmissionPorts,
  target: Target,
  registration: PartRegistration,
  touched: EditionRef[] = [],
): Promise<void> {
  const { submission } = target;
  const known = new Set(touched.map(editionId));
  const editions = await sharingEditions(ports, target);
  for (const edition of editions)
    if (!known.has(editionId(edition))) await ports.editions.adoptPart(edition, registration);
  const data = { submissionId: submission.id, part: registration.hash, editions };
  await ports.events.publish([envelope(ports, 'observations.accepted', cause(submission), data)]);
}

function announceRejection(
  ports: ValidateSubmissionPorts,
  submission: Submission,
  report: ValidationReport,
): Promise<void> {
  const data = {
    submissionId: submission.id,
    agency: submission.agency,
    errors: report.total.errors,
  };
  return ports.events.publish([envelope(ports, 'submission.rejected', cause(submission), data)]);
}
