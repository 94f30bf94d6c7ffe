import {
  type EditionDefinition,
  type EditionRef,
  editionId,
} from '../domain/methodology/edition-definition.ts';
import { decisionsOn } from '../domain/scorecard/claims.ts';
import type { ClaimDecision, Observation, VerificationPart } from '../domain/submission/part.ts';
import { NotFound, Upstream } from './errors.ts';
import { type DefinitionPorts, findDefinition } from './find-definition.ts';
import { hasRole, type Identity } from './identity.ts';
import type { EditionStore, PartRegistration, RecordStore, Submission, SubmissionStore } from './ports.ts';
import type { Answer, Verifications } from './verification-ports.ts';

export type ClaimsPorts = DefinitionPorts & {
  submissions: Pick<SubmissionStore, 'get'>;
  editions: Pick<EditionStore, 'state' | 'currentParts'>;
  records: Pick<RecordStore, 'getDefinition' | 'getPart'>;
  verifications: Pick<Verifications, 'answers'>;
};

export type ClaimsAddress = { edition: EditionRef; submission: string };

/** A file in force, the values that it claims, and what was decided about them. */
export type ClaimedFile = {
  definition: EditionDefinition;
  submission: Submission;
  registration: PartRegistration;
  claims: (Observation & { value: number })[];
  /** What the decisions are registered under, and their part, where there are any. */
  decided?: { id: string; hash: string; part: VerificationPart } | undefined;
};

export type Claim = ClaimedFile['claims'][number] & {
  decision?: ClaimDecision | undefined;
  answer?: Answer | undefined;
};

/** Whether the asker may verify for the edition: files of its own agency apart, which is asked of each file. */
export const isReviewer = ({ reviewers }: EditionDefinition, identity: Identity): boolean =>
  hasRole(identity, 'reviewer') && (reviewers?.includes(identity.agency) ?? false);

/**
 * Output: a file whose claims count in an edition that verifies.
 *
 * @throws {NotFound} also for who is neither its sender, a reviewer of the edition nor an operator.
 */
export async function findClaims(
  ports: Omit<ClaimsPorts, 'verifications'>,
  identity: Identity,
  { edition, submission: id }: ClaimsAddress,
): Promise<ClaimedFile> {
  const { definition } = await findDefinition(ports, edition);
  const registrations = await ports.editions.currentParts(edition);
  const registration = registrations.find(
    ({ submissionId, kind }) => submissionId === id && kind === 'observations',
  );
  const maySee =
    registration?.agency === identity.agency ||
    isReviewer(definition, identity) ||
    hasRole(identity, 'operator');
  if (!definition.verification || !registration || !maySee)
    throw new NotFound(`${editionId(edition)} has no claims of a file ${id} to verify.`, {
      parameter: 'submission',
    });
  const [submission, part, decided] = await Promise.all([
    existing(ports.submissions.get(id), id),
    existing(ports.records.getPart(registration.hash), registration.hash),
    decisionsBeside(ports, registrations, registration),
  ]);
  if (part.kind !== 'observations') throw new Upstream(`${registration.hash} holds no claims`);
  return { definition, submission, registration, claims: part.observations.filter(isClaim), decided };
}

/** Claims of the file, each with its decision and the reporter's answer. */
export async function withDecisions(
  { verifications }: Pick<ClaimsPorts, 'verifications'>,
  { definition, submission, claims, decided }: Omit<ClaimedFile, 'registration'>,
): Promise<Claim[]> {
  const decisionOn = decisionsOn(decided ? [decided.part] : [], definition.period);
  const answers = await verifications.answers(submission.id);
  return claims.map((claim) => ({
    ...claim,
    decision: decisionOn(claim),
    answer: answers.find(({ indicator, unit }) => indicator === claim.indicator && unit === claim.unit),
  }));
}

async function decisionsBeside(
  { records }: Pick<ClaimsPorts, 'records'>,
  registrations: readonly PartRegistration[],
  { source, agency }: PartRegistration,
): Promise<ClaimedFile['decided']> {
  const found = registrations.find(
    (other) =>
      other.kind === 'verification' &&
      other.agency === agency &&
      other.source.cohort === source.cohort &&
      editionId(other.source) === editionId(source),
  );
  if (!found) return undefined;
  const part = await existing(records.getPart(found.hash), found.hash);
  if (part.kind !== 'verification') throw new Upstream(`${found.hash} holds no decisions`);
  return { id: found.submissionId, hash: found.hash, part };
}

const isClaim = (observation: Observation): observation is Claim => observation.value !== null;

async function existing<T>(reading: Promise<T | undefined>, name: string): Promise<T> {
  const value = await reading;
  if (value === undefined) throw new Upstream(`${name} was written and cannot be read`);
  return value;
}
