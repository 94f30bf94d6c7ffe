import { type EditionRef, editionId } from '../domain/methodology/edition-definition.ts';
import { Conflict, Upstream } from './errors.ts';
import { envelope } from './event-envelope.ts';
import { type DefinitionPorts, findDefinition } from './find-definition.ts';
import { ownSubmission } from './get-submission.ts';
import { type Identity, requireRole } from './identity.ts';
import { type LatePermissions, requireOpen, windowOf } from './late-permissions.ts';
import type {
  Clock,
  EditionStore,
  EventPublisher,
  Identifiers,
  PartRegistration,
  Submission,
  SubmissionStore,
} from './ports.ts';

export type Withdrawal = {
  /** As it was read. */
  submission: Submission;
  status: 'cancelled' | 'withdrawn';
  at: string;
  /** The editions whose dataset holds its part. */
  holding: EditionRef[];
  /** What takes its place in them; without one the slot is empty. */
  previous?: { submission: Submission; registration: PartRegistration } | undefined;
};

export interface Withdrawals {
  /**
   * One transaction: the submission takes the status, each slot passes from it to the previous one or becomes
   * empty, each dataset version grows. `changed` when something is no longer as it was read.
   */
  withdraw(withdrawal: Withdrawal): Promise<'done' | 'changed'>;
}

export type WithdrawSubmissionPorts = DefinitionPorts & {
  submissions: Pick<SubmissionStore, 'get' | 'listByAgency'>;
  editions: Pick<EditionStore, 'state' | 'currentParts' | 'editionsUsing'>;
  withdrawals: Withdrawals;
  permissions: Pick<LatePermissions, 'ofEdition'>;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
};

const mostTries = 5;

/**
 * Input: a data file that the asker's agency sent.
 * Output: the submission, `cancelled` if it was not judged yet, else `withdrawn`.
 * Course: only while the agency's window is open. A file in force leaves every dataset that holds it, and the
 *   newest file accepted before it for the same slot is in force again. The file itself is kept. Asked again, it
 *   announces the withdrawal again.
 *
 * @throws {Forbidden}, {NotFound}, or {Conflict} for what cannot be withdrawn.
 */
export async function withdrawSubmission(
  ports: WithdrawSubmissionPorts,
  identity: Identity,
  { id }: { id: string },
): Promise<Submission> {
  requireRole(identity, 'reporter');
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const submission = await ownSubmission(ports, identity, id);
    const { kind, edition, status } = submission;
    if (kind !== 'data' || !edition)
      throw new Conflict('Definitions are not withdrawn: send others in their place.');
    if (status === 'cancelled') return submission;
    if (status === 'withdrawn') return announce(ports, submission);
    if (status === 'rejected')
      throw new Conflict('This file was rejected and counts nowhere: there is nothing to withdraw.');
    const { definition } = await findDefinition(ports, edition);
    requireOpen(await windowOf(ports, definition, submission.agency), ports.clock.now());
    const withdrawn = await tryToWithdraw(ports, submission);
    if (withdrawn) return announce(ports, withdrawn);
  }
  throw new Upstream('Other files of the same agency arrive just now. Try again.');
}

/** @returns nothing when the submission or a slot changed between reading and writing. */
async function tryToWithdraw(
  ports: WithdrawSubmissionPorts,
  submission: Submission,
): Promise<Submission | undefined> {
  const at = ports.clock.now().toISOString();
  const status = submission.status === 'awaiting-upload' ? 'cancelled' : 'withdrawn';
  const { holding, registration } = await placesOf(ports, submission);
  const previous = registration && (await previousOf(ports, submission, registration));
  const outcome = await ports.withdrawals.withdraw({ submission, status, at, holding, previous });
  return outcome === 'done' ? { ...submission, status, withdrawnAt: at } : undefined;
}

/** The editions whose dataset holds the submission's part, among all that could. */
async function placesOf(ports: WithdrawSubmissionPorts, submission: Submission) {
  const holding: EditionRef[] = [];
  let registration: PartRegistration | undefined;
  for (const edition of await editionsFedBy(ports, submission)) {
    const parts = await ports.editions.currentParts(edition);
    const own = parts.find(({ submissionId }) => submissionId === submission.id);
    if (!own) continue;
    holding.push(edition);
    registration = own;
  }
  return { holding, registration };
}

/** The edition that it was sent for, and those that use an indicator of its cohort: also ones defined since. */
async function editionsFedBy(
  { editions, ...ports }: WithdrawSubmissionPorts,
  { edition, cohort: cohortId, touched = [] }: Submission,
): Promise<EditionRef[]> {
  const { definition } = await findDefinition({ editions, ...ports }, edition!);
  const cohort = definition.cohorts.find(({ id }) => id === cohortId);
  const indicators = cohort?.origin === 'computed' ? cohort.indicators.map(({ id }) => id) : [];
  const users = await editions.editionsUsing(definition.period, indicators, 'now');
  const all = [edition!, ...touched, ...users];
  return [...new Map(all.map((each) => [editionId(each), each])).values()];
}

/** The newest file that was accepted for the slot before this one and not withdrawn. */
async function previousOf(
  { submissions }: WithdrawSubmissionPorts,
  { id, agency, edition, cohort }: Submission,
  registration: PartRegistration,
): Promise<Withdrawal['previous']> {
  let cursor: string | undefined = id;
  do {
    const page = await submissions.listByAgency(agency, cursor, { edition });
    const found = page.submissions.find(
      (each) => each.cohort === cohort && (each.status === 'superseded' || each.status === 'accepted'),
    );
    const submission = found && (await submissions.get(found.id));
    if (submission?.part)
      return {
        submission,
        registration: { ...registration, submissionId: submission.id, hash: submission.part },
      };
    cursor = page.cursor;
  } while (cursor);
  return undefined;
}

async function announce(ports: WithdrawSubmissionPorts, submission: Submission): Promise<Submission> {
  const { id, agency, status } = submission;
  if (status === 'cancelled') return submission;
  const data = { submissionId: id, agency, editions: await editionsFedBy(ports, submission) };
  const cause = { correlationId: id, causationId: id };
  await ports.events.publish([envelope(ports, 'observations.withdrawn', cause, data)]);
  return submission;
}
