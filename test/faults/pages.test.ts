import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { createRunStore } from '../../adapters/dynamodb/run-store.ts';
import { ownClaims } from '../../adapters/identity/token-claims.ts';
import { createPublicReader } from '../../adapters/public-reader/dynamodb-public-reader.ts';
import { createPageStore } from '../../adapters/s3/page-store.ts';
import { createRecordStore } from '../../adapters/s3/record-store.ts';
import { createHandler } from '../../lambdas/render-pages/handler.ts';
import { createPortal } from '../../web/portal.ts';
import { memoryLog } from '../unit/api/request.ts';
import { callee, dynamoDb, s3 } from './cloud/clients.ts';
import { type Cloud, names } from './cloud/cloud.ts';
import { disturbances, fits } from './cloud/disturbances.ts';
import { disturbedOnce } from './disturbed-once.ts';
import { undisturbedDays } from './sweep.ts';
import { firstDay, siteOf } from './world.ts';

/**
 * Pages are drawn from what is public at that moment. Here a release is withdrawn while they are: whatever
 * befalls a call, and whoever else draws meanwhile, they end as those of one who draws once, afterwards.
 */
const table = { client: dynamoDb, tableName: names.table };
const records = { client: s3, bucket: names.records };
const ports = {
  reader: createPublicReader(table),
  runs: createRunStore({ ...table, records }),
  records: createRecordStore(records),
  clock: { now: () => new Date(firstDay) },
  portal: createPortal(new Map(), { api: '', claims: ownClaims }),
  pages: createPageStore({ client: s3, bucket: 'pages' }),
};
const news = {
  id: '1',
  type: 'release.withdrawn',
  schemaVersion: 1,
  time: '2026-01-01T00:00:00Z',
  correlationId: 'c',
  causationId: 'c',
  data: { edition: { index: 'access', period: '2022' }, revision: 1 },
};
const event = { Records: [{ messageId: '0', body: JSON.stringify({ detail: news }) }] } as SQSEvent;

const noOutlets = { event() {}, delivery() {}, outside() {} };

/** @throws what the queue would deliver again */
async function draw(): Promise<void> {
  const [outcome] = await createHandler(ports, memoryLog())(event);
  if (outcome!.status === 'rejected') throw outcome!.reason;
}

const pagesOf = ({ buckets }: Cloud) =>
  buckets
    .objects()
    .filter(([name]) => name.startsWith('pages/'))
    .map(([name, versions]) => `${name} ${versions.at(-1)}`)
    .sort();

it('pages end as they should, whatever befalls a call of who draws them', async () => {
  const days = await undisturbedDays();
  const withdrawal = days.findIndex(({ name }) => name === 'an operator withdraws a release');
  const [before, after] = [0, 1].map((later) => days[withdrawal + later]!.before.cloud);
  /** Nothing is drawn yet, but for a page that is no longer one. */
  const undrawn = () => {
    const cloud = before!.fork();
    cloud.buckets.put({ Bucket: 'pages', Key: 'vi/indices/access/1999', Body: 'of another time' });
    return cloud;
  };
  const later = ({ buckets }: Cloud) => {
    const cloud = after!.fork();
    for (const [name, versions] of buckets.objects())
      if (name.startsWith('pages/'))
        cloud.buckets.put({ Bucket: 'pages', Key: name.slice('pages/'.length), Body: versions.at(-1)! });
    return cloud;
  };

  const sites = new Map<string, { place: number; command: object }>();
  let calls = 0;
  const first = undrawn();
  await callee.run(async (command) => {
    const { operation, site } = siteOf(command);
    if (!sites.has(`${operation} ${site}`)) sites.set(`${operation} ${site}`, { place: calls, command });
    calls += 1;
    return first.answer(command, noOutlets);
  }, draw);
  const early = pagesOf(first);
  const last = later(first);
  await callee.run(async (command) => last.answer(command, noOutlets), draw);
  const expected = pagesOf(last);
  expect(expected).not.toEqual(early);

  const differences: string[] = [];
  let tried = 0;
  for (const [site, { place, command }] of sites)
    for (const disturbance of disturbances.filter((kind) => fits(kind, command))) {
      let cloud = undrawn();
      const meanwhile = () => {
        cloud = later(cloud);
      };
      const answer = (each: object) => cloud.answer(each, noOutlets);
      await disturbedOnce({ answer, work: draw, meanwhile }, disturbance, place);
      tried += 1;
      const found = pagesOf(cloud);
      const other = [
        ...found.filter((each) => !expected.includes(each)),
        ...expected.filter((each) => !found.includes(each)),
      ];
      if (other.length > 0)
        differences.push(`${disturbance} at ${site}: ${other.map((each) => each.slice(0, 60))}`);
    }
  console.log(`${sites.size} call sites of ${calls} calls, ${tried} disturbances`);
  expect(differences).toEqual([]);
});
