import { type EditionRef, editionId } from '../../domain/methodology/edition-definition.ts';
import type { LatePermission } from '../../domain/submission/window.ts';
import type { LatePermissions } from '../../use-cases/late-permissions.ts';
import type { Submission } from '../../use-cases/ports.ts';
import type { Answer, Verifications } from '../../use-cases/verification-ports.ts';
import type { Withdrawal, Withdrawals } from '../../use-cases/withdraw-submission.ts';
import type { World } from './in-memory.ts';
import { slotKey } from './in-memory-datasets.ts';

export const latePermissions = (world: World): LatePermissions => ({
  grant: async (edition, permission) => {
    const isSame = (grant: LatePermission & { edition: EditionRef }) =>
      editionId(grant.edition) === editionId(edition) &&
      grant.agency === permission.agency &&
      grant.until === permission.until;
    const known = world.lateGrants.find(isSame);
    if (!known) world.lateGrants.push({ edition, ...permission });
    const { edition: _, ...kept } = known ?? { edition, ...permission };
    return kept;
  },
  ofEdition: async (edition) =>
    world.lateGrants
      .filter((grant) => editionId(grant.edition) === editionId(edition))
      .map(({ edition, ...permission }) => permission),
  ofAgency: async (agency) => world.lateGrants.filter((grant) => grant.agency === agency),
});

export const withdrawals = (world: World): Withdrawals => ({
  withdraw: async (withdrawal) => {
    const { submission, status, at, holding, previous } = withdrawal;
    if (!isAsRead(world, withdrawal)) return 'changed';
    const change = (id: string, changes: Partial<Submission>) =>
      world.submissions.set(id, { ...world.submissions.get(id)!, ...changes });
    change(submission.id, { status, withdrawnAt: at });
    if (previous) change(previous.submission.id, { status: 'accepted' });
    for (const edition of holding) {
      const slots = world.slots.get(editionId(edition))!;
      if (previous) slots.set(slotOf(submission), previous.registration);
      else slots.delete(slotOf(submission));
      world.states.get(editionId(edition))!.datasetVersion++;
    }
    return 'done';
  },
});

export const verifications = (world: World): Verifications => ({
  record: async (decisions) => {
    const { edition, registration, replaces } = decisions;
    const slots = world.slots.get(editionId(edition))!;
    if (slots.get(slotKey(registration))?.hash !== replaces) return 'changed';
    slots.set(slotKey(registration), registration);
    world.states.get(editionId(edition))!.datasetVersion++;
    world.decisions.push(decisions);
    return 'recorded';
  },
  answers: async (submission) => world.answers.get(submission) ?? [],
  answer: async (submission, answers) => {
    const known = world.answers.get(submission) ?? [];
    const isKnown = ({ indicator, unit }: Answer) =>
      known.some((answer) => answer.indicator === indicator && answer.unit === unit);
    if (answers.some(isKnown)) return 'answered';
    world.answers.set(submission, [...known, ...answers]);
    return 'recorded';
  },
});

function isAsRead(world: World, { submission, status, holding, previous }: Withdrawal): boolean {
  const kept = ['accepted', 'superseded'];
  const from = status === 'cancelled' ? ['awaiting-upload'] : kept;
  const stored = ({ id }: Submission) => world.submissions.get(id)!.status;
  const inForce = (edition: NonNullable<Submission['edition']>) =>
    world.slots.get(editionId(edition))?.get(slotOf(submission))?.submissionId === submission.id;
  if (!from.includes(stored(submission)) || (previous && !kept.includes(stored(previous.submission))))
    return false;
  return holding.length > 0 ? holding.every(inForce) : !inForce(submission.edition!);
}

const slotOf = ({ edition, cohort, agency }: Submission): string =>
  slotKey({ source: { ...edition!, cohort: cohort! }, agency });
