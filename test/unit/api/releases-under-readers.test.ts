import { describe, expect, it } from 'vitest';
import type { Run } from '../../../domain/release/run.ts';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import type { PublicReader } from '../../../use-cases/read-ports.ts';
import { agencies, nodeOf, runOf } from './examples.ts';
import { PublicTable } from './public-table.ts';
import { memoryLog, request } from './request.ts';

/** A run in which every one of 120 agencies has the run's own score at both nodes: a mixture would show. */
function marked(id: string, score: number): Run {
  const figures = Object.fromEntries(
    Array.from({ length: 120 }, (_, place) => [`agency-${place + 1}`, [score, 1] as [number, number]]),
  );
  const [cohort] = agencies.cohorts;
  const nodes = [nodeOf('total', 'Total', figures), nodeOf('portal', 'Portal', figures, 'total')];
  return runOf('e-government-city', '2023', id, [{ ...cohort!, nodes }]);
}

const runs = Array.from({ length: 12 }, (_, order) => marked(`run-${order}`, (order + 1) / 100));
const scoreOf = new Map(runs.map((run, order) => [run.id, (order + 1) / 100]));
const embargoed = marked('run-embargoed', 0.987654321);

/** The same figures on every machine (Lehmer, modulus 2³¹ − 1). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Releases and roll-backs, one or none before each read of the store: between any two reads of one request. */
function disturbed(table: PublicTable, acts: number, random: () => number) {
  const shown: string[] = [];
  const release = (run: Run) => {
    shown.push(run.id);
    table.release(run, shown.length);
  };
  release(runs[0]!);
  table.save(embargoed);
  const disturb = () => {
    if (shown.length > acts || random() < 0.4) return;
    const isRollBack = shown.length > 1 && random() < 0.3;
    const earlier = shown[Math.floor(random() * shown.length)];
    release(isRollBack ? runs.find(({ id }) => id === earlier)! : runs[shown.length % runs.length]!);
  };
  const reader = new Proxy(table.reader, {
    get(inner, name: keyof PublicReader) {
      const method = inner[name] as (...args: unknown[]) => unknown;
      return async (...args: unknown[]) => {
        disturb();
        return method(...args);
      };
    },
  });
  return { reader, shown };
}

const edition = '/v1/indices/e-government-city/editions/2023';
// biome-ignore lint/suspicious/noExplicitAny: the schemas are held elsewhere; here, who said what.
type Get = (address: string) => Promise<any>;

const scores = (rows: { score: number }[]) => [...new Set(rows.map(({ score }) => score))];

/** From the first page to the last: of one release, whatever is released on the way. */
async function readRanking(get: Get) {
  const first = await get(`${edition}/ranking?limit=50`);
  const { run } = first.release;
  let seen = 0;
  for (let page = first; page; page = page.links.next && (await get(page.links.next))) {
    expect(page.release.run).toBe(run);
    expect(scores(page.rows)).toEqual([scoreOf.get(run)]);
    seen += page.rows.length;
  }
  expect(seen).toBe(120);
}

async function readUnit(get: Get, shown: string[]) {
  const profile = await get(`${edition}/units/agency-7`);
  expect(scores(profile.nodes)).toEqual([scoreOf.get(profile.release.run)]);
  const pinned = await get(`${edition}/units/agency-7?revision=${profile.release.revision}`);
  expect(pinned.nodes).toEqual(profile.nodes);
  const { entries } = await get('/v1/indices/e-government-city/units/agency-7/history');
  for (const { revision, score } of entries) expect(score).toBe(scoreOf.get(shown[revision - 1]!));
}

async function readReleases(get: Get, shown: string[]) {
  const { releases } = await get(`${edition}/releases`);
  for (const release of releases) expect(release.run).toBe(shown[release.revision - 1]);
  const last = releases[0].revision;
  const { differences } = await get(`${edition}/releases/1/diff/${last}`);
  const expected = [scoreOf.get(shown[0]!), scoreOf.get(shown[last - 1]!)];
  for (const { from, to } of differences) expect([from.score, to.score]).toEqual(expected);
}

describe('a reader who polls during 200 releases and roll-backs', () => {
  it.each([
    1, 2, 3,
  ])('sees one release in each answer, no embargoed byte, no fault of ours (seed %i)', async (seed) => {
    const table = new PublicTable();
    const { reader, shown } = disturbed(table, 200, seeded(seed));
    const handler = createHandler({ ...table.ports, reader, log: memoryLog() });
    let answers = 0;
    const get: Get = async (address) => {
      const { statusCode, body } = await handler(request(address));
      answers += 1;
      expect(statusCode, address).toBe(200);
      expect(body).not.toMatch(/embargoed|987654321/);
      return JSON.parse(body);
    };
    while (shown.length <= 200) {
      await readRanking(get);
      await readUnit(get, shown);
      await readReleases(get, shown);
    }
    expect(answers).toBeGreaterThan(60);
  });
});
