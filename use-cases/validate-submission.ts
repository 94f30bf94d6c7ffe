import type { EditionRef } from '../domain/methodology/edition-definition.ts';
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

  const { report, part, version } = await judge(ports, submission, upload);
  const decision = { objectVersion: version, decidedAt: ports.clock.now().toISOString(), report };
  if (!part) return reject(ports, submission, decision);
  return accept(ports, submission, decision, part);
}

type Decision = { objectVersion: string; decidedAt: string; report: ValidationReport };

async function judge(ports: ValidateSubmissionPorts, submission: Submission, upload: UploadedObject) {
  const { edition, cohort } = submission;
  if (!edition || !cohort) throw new Upstream(`Submission ${submission.id} names no edition`);
  const state = await ports.editions.state(edition);
  const definition = state && (await ports.records.getDefinition(state.definition));
  if (!definition) throw new Upstream(`Edition ${editionId(edition)} has no definition to judge by`);
  const file = await ports.uploads.getUpload(upload.key, upload.version);
  if (!file) throw new Upstream(`The upload ${upload.key} cannot be read`);
  const target = { definition, cohort, agency: submission.agency };
  return { ...(await readFile(file.body, target, ports.rows)), version: file.version };
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
  submission: Submission,
  decision: Decision,
  part: Part,
): Promise<ValidationOutcome> {
  const hash = await contentHash(part);
  await ports.records.putPart(hash, part);
  const source = { ...submission.edition!, cohort: submission.cohort! };
  const touched = await touchedEditions(ports, submission.edition!, part);
  const registration = {
    source,
    agency: submission.agency,
    submissionId: submission.id,
    hash,
    kind: part.kind,
  };
  const result = await ports.submissions.accept({ submission, ...decision, registration, touched });
  if (result === 'already-decided') return announceDecided(ports, submission.id);
  if (result !== 'accepted') return result;
  const late = await adoptWhereMissed(ports, registration, touched, part);
  await announceAcceptance(ports, submission, hash, [...touched, ...late]);
  return 'accepted';
}

/** An edition registered while the file was being judged was not among those touched: it adopts the part now. */
async function adoptWhereMissed(
  ports: ValidateSubmissionPorts,
  registration: PartRegistration,
  touched: EditionRef[],
  part: Part,
): Promise<EditionRef[]> {
  const known = new Set(touched.map(editionId));
  const now = await touchedEditions(ports, registration.source, part);
  const missed = now.filter((edition) => !known.has(editionId(edition)));
  for (const edition of missed) await ports.editions.adoptPart(edition, registration);
  return missed;
}

/** The edition that the file was sent for, and every other one that uses an indicator it reports. */
async function touchedEditions(
  ports: ValidateSubmissionPorts,
  own: EditionRef,
  part: Part,
): Promise<EditionRef[]> {
  if (part.kind === 'published-results') return [{ index: own.index, period: own.period }];
  const indicators = new Set(part.observations.map((observation) => observation.indicator));
  const users = await ports.editions.editionsUsing(part.period, indicators);
  const { index, period } = own;
  return [{ index, period }, ...users.filter((edition) => editionId(edition) !== editionId(own))];
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
  if (submission.status === 'accepted' && submission.part)
    await announceAcceptance(ports, submission, submission.part, submission.touched ?? []);
  if (submission.status === 'rejected' && submission.report)
    await announceRejection(ports, submission, submission.report);
  return 'repeated';
}

const cause = (submission: Submission) => ({ correlationId: submission.id, causationId: submission.id });

function announceAcceptance(
  ports: ValidateSubmissionPorts,
  submission: Submission,
  part: string,
  editions: EditionRef[],
): Promise<void> {
  const data = { submissionId: submission.id, part, editions };
  return ports.events.publish([envelope(ports, 'observations.accepted', cause(submission), data)]);
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
