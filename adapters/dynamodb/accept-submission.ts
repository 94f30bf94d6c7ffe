import type { Acceptance, Submission } from '../../use-cases/ports.ts';
import type { Pause } from '../system/pause.ts';
import { datasetGrowthUnder, datasetGrowthWrite, slotWrite } from './dataset.ts';
import { changeOf, type Decision } from './submission-item.ts';
import { type Table, transactPatiently } from './table.ts';

/** A transaction holds 100 writes: three for the submission, two for each edition. */
const mostEditions = 45;

/**
 * Input: a file that was found right, and the editions whose dataset it changes.
 * Output: whether it is part of them now.
 * Course: one transaction, which the submission's status, the edition's definition and each slot may refuse. A
 *   slot that refuses holds a newer file, so this one is superseded before it was ever current. The file that
 *   it takes the place of needs no mark: it is superseded because the slot no longer names it.
 */
export async function acceptSubmission(
  table: Table,
  acceptance: Acceptance,
  pause: Pause,
): Promise<'accepted' | 'superseded' | 'already-decided' | 'definition-changed'> {
  const { submission, judgedBy, objectVersion, decidedAt, report, registration, touched } = acceptance;
  if (touched.length > mostEditions)
    throw new RangeError(
      `Submission ${submission.id} touches ${touched.length} editions; one transaction holds ${mostEditions}`,
    );
  const [own, ...others] = touched;
  const decision = { objectVersion, decidedAt, report, part: registration.hash };
  const change = changeOf(table, submission, 'awaiting-upload', { ...decision, status: 'accepted', touched });
  const writes = [
    ...change,
    datasetGrowthUnder(table, own!, judgedBy),
    ...others.map((edition) => datasetGrowthWrite(table, edition)),
    ...touched.map((edition) => slotWrite(table, edition, registration, '<=')),
  ];
  const refused = await transactPatiently(table, writes, pause);
  if (!refused) return 'accepted';
  if (refused.has(0)) return 'already-decided';
  if (refused.has(change.length)) return 'definition-changed';
  return supersede(table, submission, decision, pause);
}

async function supersede(
  table: Table,
  submission: Submission,
  decision: Omit<Decision, 'status'>,
  pause: Pause,
) {
  const outcome: Decision = { ...decision, status: 'superseded' };
  const change = changeOf(table, submission, 'awaiting-upload', outcome);
  const refused = await transactPatiently(table, change, pause);
  return refused ? 'already-decided' : 'superseded';
}
