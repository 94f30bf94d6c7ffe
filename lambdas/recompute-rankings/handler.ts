import type { SQSEvent } from 'aws-lambda';
import { editionId } from '../../domain/methodology/edition-definition.ts';
import { editionsToRecompute, recomputedOn } from '../../use-cases/editions-to-recompute.ts';
import { type RecomputeRankingsPorts, recomputeEachOnce } from '../../use-cases/recompute-rankings.ts';
import { parseBusMessage } from '../shared/bus-message.ts';
import type { Log } from '../shared/log.ts';
import { type BatchResults, settle } from '../shared/queue-worker.ts';

/** All messages are read before anything is computed, so that a computation sees what each of them changed. */
export const createHandler =
  (ports: RecomputeRankingsPorts, log: Log) =>
  async (event: SQSEvent): Promise<BatchResults> => {
    const named = await settle(event.Records, ({ body }) => editionsNamed(ports, JSON.parse(body)));
    for (const result of named)
      if (result.status === 'fulfilled' && result.value.editions.length === 0)
        log.info('taken in already', result.value.cause);
    const recompute = recomputeEachOnce(ports, (edition, cause, outcome) =>
      log[outcome === 'refused' ? 'error' : 'info']('edition recomputed', {
        ...cause,
        edition: editionId(edition),
        outcome,
      }),
    );
    return settle(named, async (result) => {
      if (result.status === 'rejected') throw result.reason;
      const { editions, cause } = result.value;
      await Promise.all(editions.map((edition) => recompute(edition, cause)));
    });
  };

async function editionsNamed(ports: RecomputeRankingsPorts, body: unknown) {
  const message = parseBusMessage(body, ...recomputedOn);
  const cause = { correlationId: message.correlationId, causationId: message.id };
  return { cause, editions: await editionsToRecompute(ports, message) };
}
