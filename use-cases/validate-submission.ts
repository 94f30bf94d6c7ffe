import type {
  CohortDefinition,
  EditionDefinition,
  EditionRef,
} from '../domain/methodology/edition-definition.ts';
import { editionId } from '../domain/methodology/edition-definition.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import type { ValidationReport } from '../domain/submission/findings.ts';
import type { Part } from '../domain/submission/part.ts';
import { signatureWrong } from '../domain/submission/signature-finding.ts';
import { announceAcceptance, announceOutcome } from './announce-outcome.ts';
import { Upstream } from './errors.ts';
import { type FileSignatures, isSigned } from './file-signature.ts';
import type {
  Clock,
  EditionStore,
  EventPublisher,
  Identifiers,
  PartRegistration,
  RecordStore,
  Submission,
  SubmissionStore,
  UploadedFile,
  UploadReader,
} from './ports.ts';
import { previousValues } from './previous-values.ts';
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
  signatures: FileSignatures;
};

export type UploadedObject = { key: string; version: string | undefined };

export type ValidationOutcome = 'accepted' | 'rejected' | 'superseded' | 'repeated' | 'unknown-upload';

/** A definition that changes again and again while a file is judged: the queue tries it later. */
const mostTries = 5;

/**
 * Input: an object that has arrived in the uploads bucket.
 * Output: the submission's outcome, recorded once, with a report that names every fault.
 * Course: a file is judged against the definition that its submission was opened under, and the outcome holds
 *   only if that is current still: else the file is judged anew. An accepted one becomes a canonical part in the
 *   dataset of every edition that uses its indicators, and is announced; a rejected one changes nothing. A
 *   second delivery finds the outcome and only announces it again.
 */
export async function validateSubmission(
  ports: ValidateSubmissionPorts,
  upload: UploadedObject,
): Promise<ValidationOutcome> {
  const id = submissionIdOf(upload.key);
  const submission = id ? await ports.submissions.get(id) : undefined;
  if (submission?.kind !== 'data' || submission.key !== upload.key) return 'unknown-upload';
  if (submission.status !== 'awaiting-upload') return announceAgain(ports, submission);

  let definition = submission.definition ?? (await currentDefinition(ports, submission));
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const target = await targetOf(ports, submission, definition);
    const outcome = await decide(ports, target, upload);
    if (outcome !== 'definition-changed') return outcome;
    definition = await currentDefinition(ports, submission);
  }
  throw new Upstream(`The definition of ${editionId(submission.edition!)} changed ${mostTries} times`);
}

type Target = {
  submission: Submission;
  edition: EditionRef;
  /** The hash of the definition. */
  judgedBy: string;
  definition: EditionDefinition;
  cohort: CohortDefinition;
};

async function currentDefinition(
  { editions }: Pick<ValidateSubmissionPorts, 'editions'>,
  { id, edition }: Submission,
): Promise<string> {
  if (!edition) throw new Upstream(`Submission ${id} names no edition`);
  const state = await editions.state(edition);
  if (!state) throw new Upstream(`Edition ${editionId(edition)} has no definition`);
  return state.definition;
}

async function targetOf(
  { records }: Pick<ValidateSubmissionPorts, 'records'>,
  submission: Submission,
  judgedBy: string,
): Promise<Target> {
  const edition = submission.edition!;
  const definition = await records.getDefinition(judgedBy);
  const cohort = definition?.cohorts.find(({ id }) => id === submission.cohort);
  if (!definition || !cohort)
    throw new Upstream(`Edition ${editionId(edition)} has no definition of cohort ${submission.cohort}`);
  return { submission, edition, judgedBy, definition, cohort };
}

type Outcome = ValidationOutcome | 'definition-changed';

async function decide(
  ports: ValidateSubmissionPorts,
  target: Target,
  upload: UploadedObject,
): Promise<Outcome> {
  const { report, part, version } = await judge(ports, target, upload);
  const decision = { objectVersion: version, decidedAt: ports.clock.now().toISOString(), report };
  if (part) return accept(ports, target, decision, part);
  if ((await currentDefinition(ports, target.submission)) !== target.judgedBy) return 'definition-changed';
  return reject(ports, target, decision);
}

async function judge(ports: ValidateSubmissionPorts, target: Target, upload: UploadedObject) {
  const { definition, cohort, submission } = target;
  const file = await ports.uploads.getUpload(upload.key, upload.version);
  if (!file) throw new Upstream(`The upload ${upload.key} cannot be read`);
  const content = submission.signature === undefined ? file.body : await signedContent(ports, target, file);
  if (!content) return { report: signatureWrong(), part: undefined, version: file.version };
  const previous = await valuesBefore(ports, target);
  const judgedBy = { definition, cohort: cohort.id, agency: submission.agency, previous };
  return { ...(await readFile(content, judgedBy, ports.rows)), version: file.version };
}

/** Of a file that its agency has signed, if it is the one that was signed: all of it has to be read first. */
async function signedContent(
  { signatures }: ValidateSubmissionPorts,
  { definition, submission: { agency, signature } }: Target,
  { body }: UploadedFile,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const content = new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
  const signed = await isSigned(signatures, definition, { agency, signature: signature! }, content);
  return signed
    ? (async function* () {
        yield* chunks;
      })()
    : undefined;
}

/** Asked for only where the definition holds a value against the one before. */
async function valuesBefore(ports: ValidateSubmissionPorts, { definition, cohort }: Target) {
  const compared = cohort.origin === 'computed' && cohort.indicators.some((each) => each.plausibleChange);
  return compared ? previousValues(ports, definition) : undefined;
}

type Decision = { objectVersion: string; decidedAt: string; report: ValidationReport };

async function reject(
  ports: ValidateSubmissionPorts,
  { submission }: Target,
  decision: Decision,
): Promise<ValidationOutcome> {
  const rejection = { status: 'rejected' as const, ...decision };
  const result = await ports.submissions.decide(submission, rejection);
  if (result === 'already-decided') return announceDecided(ports, submission.id);
  await announceOutcome(ports, { ...submission, ...rejection });
  return 'rejected';
}

async function accept(
  ports: ValidateSubmissionPorts,
  target: Target,
  decision: Decision,
  part: Part,
): Promise<Outcome> {
  const { submission, judgedBy } = target;
  const hash = await contentHash(part);
  const [touched] = await Promise.all([
    editionsFed(ports, target, 'remembered'),
    ports.records.putPart(hash, part),
  ]);
  const registration = registrationOf(submission, hash, part.kind);
  const acceptance = { submission, judgedBy, ...decision, registration, touched };
  const result = await ports.submissions.accept(acceptance);
  if (result === 'already-decided') return announceDecided(ports, submission.id);
  if (result === 'definition-changed') return result;
  const decided = { ...submission, ...decision, part: hash, touched, status: result };
  if (result === 'accepted') await announceAccepted(ports, target, decided, registration);
  else await announceOutcome(ports, decided);
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
async function editionsFed(
  ports: Pick<ValidateSubmissionPorts, 'editions'>,
  { edition, definition, cohort }: Target,
  asOf: 'remembered' | 'now',
): Promise<EditionRef[]> {
  if (cohort.origin !== 'computed') return [edition];
  const indicators = cohort.indicators.map(({ id }) => id);
  const users = await ports.editions.editionsUsing(definition.period, indicators, asOf);
  return [edition, ...users.filter((user) => editionId(user) !== editionId(edition))];
}

/**
 * Announces to the editions that the acceptance wrote to, then looks for those registered since that list was
 * read: they adopt the part. An edition registered later than this look finds the part by itself.
 */
async function announceAccepted(
  ports: ValidateSubmissionPorts,
  target: Target,
  submission: Submission,
  registration: PartRegistration,
): Promise<void> {
  const { touched = [] } = submission;
  await announceAcceptance(ports, submission, touched);
  const known = new Set(touched.map(editionId));
  const newcomers = (await editionsFed(ports, target, 'now')).filter((each) => !known.has(editionId(each)));
  for (const edition of newcomers) await ports.editions.adoptPart(edition, registration);
  if (newcomers.length > 0) await announceAcceptance(ports, submission, newcomers);
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
    const target = await targetOf(ports, submission, await currentDefinition(ports, submission));
    const kind = target.cohort.origin === 'computed' ? 'observations' : 'published-results';
    await announceAccepted(ports, target, submission, registrationOf(submission, part, kind));
  } else await announceOutcome(ports, submission);
  return 'repeated';
}
