import type { EventOf } from '../contracts/events.ts';
import { type Cause, envelope } from './event-envelope.ts';
import type { Candidate, Candidates } from './order-ports.ts';
import type { Clock, EventPublisher, Identifiers, ReleaseStore } from './ports.ts';

export type PublishReleasePorts = {
  candidates: Candidates;
  releases: ReleaseStore;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
};

/**
 * Input: a run that has been computed.
 * Output: the release that readers see, if the edition releases by itself.
 * Course: the pointer moves in one conditional write, never to a run with an older dataset or of a definition
 *   that is no longer in force. The news of a release is sent after the move and again on every retry, so that
 *   none is lost.
 */
export async function publishRelease(
  ports: PublishReleasePorts,
  { edition, run, definition, datasetVersion, mode, release, inPlace }: EventOf<'ranking.computed'>['data'],
  cause: Cause,
): Promise<'published' | 'repeated' | 'stale' | 'held' | 'manual'> {
  const candidate = { ...edition, run, datasetVersion, release };
  if (mode === 'manual') return propose(ports, candidate, 'manual');
  const publishedAt = ports.clock.now().toISOString();
  const pointer = { run, ...release, datasetVersion, publishedAt };
  const { outcome, revision } = await ports.releases.publish(edition, pointer, { definition, seen: inPlace });
  if (outcome === 'held') return propose(ports, candidate, 'held');
  if (outcome === 'stale') return 'stale';
  await ports.events.publish([envelope(ports, 'release.published', cause, { edition, run, revision })]);
  return outcome === 'published' ? 'published' : 'repeated';
}

/** What waits for an operator is kept for the desk to show. */
async function propose<Outcome>(
  { candidates, clock }: PublishReleasePorts,
  candidate: Omit<Candidate, 'computedAt'>,
  outcome: Outcome,
): Promise<Outcome> {
  await candidates.propose({ ...candidate, computedAt: clock.now().toISOString() });
  return outcome;
}
