import type { SQSEvent } from 'aws-lambda';
import { beforeEach, expect, it } from 'vitest';
import { createHandler } from '../../../lambdas/render-pages/handler.ts';
import { drawPorts } from '../../builders/drawn-portal.ts';
import { PublicTable } from '../api/public-table.ts';
import { releaseSeed } from '../api/published-world.ts';
import { memoryLog } from '../api/request.ts';

let ports: ReturnType<typeof drawPorts>;
beforeEach(async () => {
  const table = new PublicTable();
  ports = drawPorts(table, new Map());
  for (const id of ['dti-province/2020', 'egdi/2012']) await releaseSeed(table, id);
});

const news = (type: string, data: object) => ({
  detail: {
    id: '1',
    type,
    schemaVersion: 1,
    time: '2026-01-01T00:00:00Z',
    correlationId: 'c',
    causationId: 'c',
    data,
  },
});
const released = (index: string, period: string) =>
  news('release.published', { edition: { index, period }, run: 'run', revision: 1 });
const handle = (...messages: object[]) =>
  createHandler(
    ports,
    memoryLog(),
  )({
    Records: messages.map((message, place) => ({ messageId: String(place), body: JSON.stringify(message) })),
  } as SQSEvent);
const drawn = () => [...ports.pages.files.keys()].filter((path) => /^vi\/indices\/[^/]+$/.test(path));

it('draws an index once a batch, however often it is named, and the first pages', async () => {
  const message = released('dti-province', '2020');
  const outcomes = await handle(message, message, message);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  expect(drawn()).toEqual(['vi/indices/dti-province']);
  const home = ports.pages.writes.filter((path) => path === 'vi');
  expect(home).toHaveLength(1);
});

it('draws all indices in its round', async () => {
  await handle({});
  expect(drawn().sort()).toEqual(['vi/indices/dti-province', 'vi/indices/egdi']);
});

it('fails the messages of an index that cannot be drawn, and draws the others', async () => {
  const get = ports.runs.get;
  ports.runs.get = async (id) => {
    const run = await get(id);
    return run?.index === 'egdi' ? undefined : run;
  };
  const outcomes = await handle(released('egdi', '2012'), released('dti-province', '2020'));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(drawn()).toEqual(['vi/indices/dti-province']);
});

it('takes news of an index that has nothing public yet', async () => {
  const registered = news('definitions.registered', {
    submissionId: 's',
    editions: [{ index: 'papi', period: '2024' }],
  });
  expect((await handle(registered)).map(({ status }) => status)).toEqual(['fulfilled']);
});

it('leaves other news to the dead letters', async () => {
  const [outcome] = await handle(news('window.opened', {}));
  expect(outcome!.status).toBe('rejected');
});
