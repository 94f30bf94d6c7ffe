import { type ClaimsAddress, type ClaimsPorts, findClaims, withDecisions } from './claims.ts';
import { Conflict, InvalidInput, NotFound } from './errors.ts';
import { type Identity, requireRole } from './identity.ts';
import type { Clock } from './ports.ts';
import type { Answer, Verifications } from './verification-ports.ts';

export type AnswerDecisionsPorts = ClaimsPorts & {
  verifications: Pick<Verifications, 'answers' | 'answer'>;
  clock: Clock;
};

/**
 * Input: what a reporter says to corrections and rejections of its claims.
 * Course: one answer a claim of a file, for the reviewer to read, who may decide anew. The same answer sent again
 *   is the same answer.
 *
 * @throws {Forbidden}, {NotFound}, {InvalidInput} where nothing was taken away, {Conflict} for a second answer.
 */
export async function answerDecisions(
  ports: AnswerDecisionsPorts,
  identity: Identity,
  {
    answers: given,
    ...address
  }: ClaimsAddress & { answers: readonly Pick<Answer, 'indicator' | 'unit' | 'text'>[] },
): Promise<void> {
  requireRole(identity, 'reporter');
  const file = await findClaims(ports, identity, address);
  if (file.submission.agency !== identity.agency)
    throw new NotFound(`${identity.agency} has no submission ${address.submission}.`, {
      parameter: 'submission',
    });
  const claims = await withDecisions(ports, file);
  const fresh = given.filter(({ indicator, unit, text }) => {
    const claim = claims.find((each) => each.indicator === indicator && each.unit === unit);
    if (!claim?.decision || claim.decision.outcome === 'accepted')
      throw new InvalidInput(`Nothing was corrected or rejected at ${indicator} ${unit}.`);
    if (claim.answer && claim.answer.text !== text) throw answeredAlready();
    return !claim.answer;
  });
  if (fresh.length === 0) return;
  const said = { answeredBy: identity.subject, answeredAt: ports.clock.now().toISOString() };
  const outcome = await ports.verifications.answer(
    file.submission.id,
    fresh.map((answer) => ({ ...answer, ...said })),
  );
  if (outcome === 'answered') throw answeredAlready();
}

const answeredAlready = () =>
  new Conflict('This decision has been answered already: one answer is what counts.');
