import { type EditionRef, editionId } from '../domain/methodology/edition-definition.ts';
import { Upstream } from './errors.ts';
import { type Cause, envelope } from './event-envelope.ts';
import type {
  Clock,
  EditionStore,
  EventPublisher,
  Identifiers,
  RecordStore,
  ReleaseStore,
  RunStore,
} from './ports.ts';

export type PublishReleasePorts = {
  editions: EditionStore;
  records: RecordStore;
  runs: Pick<RunStore, 'summary'>;
  releases: ReleaseStore;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
};

export type ComputedRanking = { edition: EditionRef; run: string; datasetVersion: number };

/**
 * Input: a run that has been computed.
 * Output: the release that readers see, if the edition releases by itself.
 * Course: the pointer moves in one conditional write, never to a run with an older dataset. The news of a
 *   release is sent after the move and again on every retry, so that none is lost.
 */
export async function publishRelease(
  ports: PublishReleasePorts,
  { edition, run, datasetVersion }: ComputedRanking,
  cause: Cause,
): Promise<'published' | 'repeated' | 'stale' | 'manual'> {
  const [state, summary] = await Promise.all([ports.editions.state(edition), ports.runs.summary(run)]);
  const definition = state && (await ports.records.getDefinition(state.definition));
  if (!definition) throw new Upstream(`Edition ${editionId(edition)} has no definition`);
  if (definition.release === 'manual') return 'manual';

  if (!summary) throw new Upstream(`Run ${run} was announced and is not complete`);
  const publishedAt = ports.clock.now().toISOString();
  const { outcome, revision } = await ports.releases.publish(edition, {
    run,
    ...summary,
    datasetVersion,
    publishedAt,
  });
  if (outcome === 'stale') return 'stale';
  await ports.events.publish([envelope(ports, 'release.published', cause, { edition, run, revision })]);
  return outcome === 'published' ? 'published' : 'repeated';
}
