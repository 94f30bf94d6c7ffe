import type { SQSEvent } from 'aws-lambda';
import { type EditionRef, editionId } from '../../domain/methodology/edition-definition.ts';
import {
  type Cause,
  type RecomputeRankingsPorts,
  recomputeRankings,
} from '../../use-cases/recompute-rankings.ts';
import { refreshComparisons } from '../../use-cases/refresh-comparisons.ts';
import { parseBusMessage } from '../shared/bus-message.ts';
import type { Log } from '../shared/log.ts';
import { type BatchResults, settle } from '../shared/queue-worker.ts';

/** However many messages of a batch name an edition, it is computed once: a burst of uploads is coalesced. */
export const createHandler =
  (ports: RecomputeRankingsPorts, log: Log) =>
  async (event: SQSEvent): Promise<BatchResults> => {
    const named = await settle(event.Records, ({ body }) => editionsNamed(ports, JSON.parse(body)));
    const computations = new Map<string, Promise<void>>();
    const once = (edition: EditionRef, cause: Cause) => {
      const key = editionId(edition);
      const computation = computations.get(key) ?? recompute(ports, log, edition, cause);
      computations.set(key, computation);
      return computation;
    };
    return settle(named, async (result) => {
      if (result.status === 'rejected') throw result.reason;
      await Promise.all(result.value.editions.map((edition) => once(edition, result.value.cause)));
    });
  };

async function editionsNamed(ports: RecomputeRankingsPorts, body: unknown) {
  const message = parseBusMessage(
    body,
    'observations.accepted',
    'definitions.registered',
    'release.published',
  );
  const cause = { correlationId: message.correlationId, causationId: message.id };
  if (message.type !== 'release.published') return { cause, editions: message.data.editions };
  return { cause, editions: await refreshComparisons(ports, message.data.edition.index) };
}

async function recompute(ports: RecomputeRankingsPorts, log: Log, edition: EditionRef, cause: Cause) {
  const outcome = await recomputeRankings(ports, edition, cause);
  log.info('edition recomputed', { ...cause, edition: editionId(edition), outcome });
}
