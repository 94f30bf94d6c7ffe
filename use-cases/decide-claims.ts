import { sameDecimal } from '../domain/engine/decimal.ts';
import type { Indicator } from '../domain/methodology/definitions.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import { byFields } from '../domain/submission/canonical-order.ts';
import type { ClaimDecision, VerificationPart } from '../domain/submission/part.ts';
import { type ClaimedFile, type ClaimsAddress, type ClaimsPorts, findClaims, isReviewer } from './claims.ts';
import { Forbidden, InvalidInput, Upstream } from './errors.ts';
import { envelope } from './event-envelope.ts';
import { type Identity, requireRole } from './identity.ts';
import type { Clock, EventPublisher, Identifiers, RecordStore } from './ports.ts';
import type { Verifications } from './verification-ports.ts';

export type DecideClaimsPorts = ClaimsPorts & {
  records: Pick<RecordStore, 'getDefinition' | 'getPart' | 'putPart'>;
  verifications: Pick<Verifications, 'answers' | 'record'>;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
};

/** What a reviewer says of one claim. `value` is for a correction only. */
export type ClaimVerdict = Pick<ClaimDecision, 'indicator' | 'unit' | 'outcome' | 'reason'> & {
  value?: number | undefined;
};

const mostTries = 5;

/**
 * Input: a file in force and a verdict, with its reason, for some of the values that it claims.
 * Output: the decisions that stand now, and a recomputation.
 * Course: never by whoever sent the file, nor by its agency. Decisions are kept as a part of the dataset, named by
 *   its content, which takes the place of the one before: so a run stays a function of its inputs. Said again,
 *   they change nothing and are announced again.
 *
 * @throws {Forbidden}, {NotFound}, or {InvalidInput} for a verdict that does not fit its claim: then none counts.
 */
export async function decideClaims(
  ports: DecideClaimsPorts,
  identity: Identity,
  { verdicts, ...address }: ClaimsAddress & { verdicts: readonly ClaimVerdict[] },
): Promise<void> {
  requireRole(identity, 'reviewer');
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const file = await findClaims(ports, identity, address);
    requireFourEyes(file, identity);
    const part = verificationPart(file, verdicts);
    const decision = await record(ports, identity, address, file, part);
    if (decision) return announce(ports, address, file, decision);
  }
  throw new Upstream('Others decide about the same file just now. Try again.');
}

function requireFourEyes({ definition, submission }: ClaimedFile, identity: Identity): void {
  if (submission.agency === identity.agency || submission.submittedBy === identity.subject)
    throw new Forbidden(
      'Nobody verifies a file of their own or of their agency: leave it to another reviewer.',
    );
  if (!isReviewer(definition, identity))
    throw new Forbidden(`${identity.agency} does not verify this edition: ask its operator.`, {
      allowed: definition.reviewers ?? [],
    });
}

/** @returns the id of the decision; nothing where another one was made meanwhile. */
async function record(
  ports: DecideClaimsPorts,
  { subject, agency }: Identity,
  { edition }: ClaimsAddress,
  { decided, registration, submission }: ClaimedFile,
  part: VerificationPart,
): Promise<string | undefined> {
  const hash = await contentHash(part);
  if (decided?.hash === hash) return decided.id;
  await ports.records.putPart(hash, part);
  const id = ports.identifiers.next();
  const outcome = await ports.verifications.record({
    edition,
    registration: { ...registration, submissionId: id, hash, kind: 'verification' },
    replaces: decided?.hash,
    record: {
      reviewer: subject,
      agency,
      decidedAt: ports.clock.now().toISOString(),
      submission: submission.id,
    },
  });
  return outcome === 'recorded' ? id : undefined;
}

/** The decisions before, each replaced where there is a new one. */
function verificationPart(file: ClaimedFile, verdicts: readonly ClaimVerdict[]): VerificationPart {
  const decisions = new Map((file.decided?.part.decisions ?? []).map((each) => [keyOf(each), each]));
  const said = new Set<string>();
  for (const verdict of verdicts) {
    const key = keyOf(verdict);
    if (said.has(key)) throw new InvalidInput(`There are two verdicts on ${key}: give one.`);
    said.add(key);
    decisions.set(key, decisionOf(file, verdict));
  }
  return {
    schema: 1,
    kind: 'verification',
    period: file.definition.period,
    decisions: [...decisions.values()].sort(byFields('indicator', 'unit')),
  };
}

const keyOf = ({ indicator, unit }: { indicator: string; unit: string }): string => `${indicator} ${unit}`;

/** @throws {InvalidInput} */
function decisionOf({ definition, claims }: ClaimedFile, verdict: ClaimVerdict): ClaimDecision {
  const { indicator, unit, outcome, reason, value } = verdict;
  const claim = claims.find((each) => each.indicator === indicator && each.unit === unit);
  if (!claim) throw new InvalidInput(`Nothing is claimed for ${keyOf(verdict)}.`);
  if ((outcome === 'corrected') !== (value !== undefined))
    throw new InvalidInput(`${keyOf(verdict)}: "value" belongs to a correction, and to nothing else.`);
  const claimed = claim.value;
  if (value !== undefined && sameDecimal(value, claimed))
    throw new InvalidInput(`${keyOf(verdict)}: ${value} is what is claimed; accept it.`);
  const range = definition.cohorts
    .flatMap((cohort) => (cohort.origin === 'imported' ? [] : cohort.indicators))
    .find(({ id }) => id === indicator)?.range;
  if (value !== undefined && range && !isWithin(value, range))
    throw new InvalidInput(`${keyOf(verdict)}: ${value} is out of the indicator's range.`);
  const verified = outcome === 'accepted' ? claimed : (value ?? null);
  return { indicator, unit, claimed, verified, outcome, reason };
}

const isWithin = (value: number, { min, max }: Indicator['range']): boolean =>
  (min === undefined || value >= min) && (max === undefined || value <= max);

async function announce(
  ports: DecideClaimsPorts,
  { edition }: ClaimsAddress,
  { submission: { id, agency } }: ClaimedFile,
  decision: string,
): Promise<void> {
  const cause = { correlationId: id, causationId: id };
  const data = { submissionId: id, agency, editions: [edition], decision };
  await ports.events.publish([envelope(ports, 'observations.verified', cause, data)]);
}
