import type { SQSEvent } from 'aws-lambda';
import { type Drawn, type DrawPorts, drawHome, drawIndex } from '../../use-cases/draw-portal.ts';
import { parseBusMessage } from '../shared/bus-message.ts';
import { counted } from '../shared/counted.ts';
import type { Log } from '../shared/log.ts';
import { settle } from '../shared/queue-worker.ts';

const news = ['release.published', 'release.withdrawn', 'order.done', 'definitions.registered'] as const;

/** Whatever a batch says of an index, its pages are drawn once, one index after another. */
export const createHandler = (ports: DrawPorts, log: Log) => async (event: SQSEvent) => {
  const drawings = new Map<string, Promise<void>>();
  let last: Promise<unknown> = Promise.resolve();
  const draw = (name: string, work: () => Promise<Drawn>): Promise<void> => {
    const drawing = drawings.get(name) ?? last.then(() => timed(log, name, work));
    drawings.set(name, drawing);
    last = drawing.catch(() => {});
    return drawing;
  };
  return settle(event.Records, async ({ body }) => {
    for (const index of await concerned(ports, JSON.parse(body)))
      await draw(index, () => drawIndex(ports, index));
    await draw('', () => drawHome(ports));
  });
};

/** The round tells nothing: it concerns all. */
async function concerned({ reader }: DrawPorts, message: object): Promise<string[]> {
  if (!('detail' in message)) return (await reader.catalogue()).map(({ index }) => index);
  const { data } = parseBusMessage(message, ...news);
  return 'editions' in data ? data.editions.map(({ index }) => index) : [data.edition.index];
}

async function timed(log: Log, name: string, work: () => Promise<Drawn>): Promise<void> {
  const start = performance.now();
  const outcome = await work();
  const drawn = { pages: name || 'first', outcome, milliseconds: Math.round(performance.now() - start) };
  log.info('drawn', { ...drawn, ...counted({ DrawingsBehind: outcome === 'behind' ? 1 : 0 }) });
}
