import { beforeEach, describe, expect, it } from 'vitest';
import { erratumKey, indexKey, releaseKey } from '../../../adapters/dynamodb/keys.ts';
import { problem } from '../../../contracts/problem-schema.ts';
import { createHandler } from '../../../lambdas/public-api/handler.ts';
import { dti2020, dti2022, dti2022first, dti2024 } from './examples.ts';
import { PublicTable } from './public-table.ts';
import { bodyOf, memoryLog, request } from './request.ts';

const dti = '/v1/indices/dti-province';
const edition = `${dti}/editions/2022`;
const note = { vi: 'Huế báo nhầm số liệu', en: 'Hue reported a wrong figure' };

let table: PublicTable;
let get: (address: string) => Promise<Awaited<ReturnType<ReturnType<typeof createHandler>>>>;

/** Released on 1 and 2 July 2023 (2022), 2021 (2020) and 2025 (2024), each at 02:00 UTC. */
beforeEach(() => {
  table = new PublicTable();
  for (const run of [dti2020, dti2022first, dti2024]) table.release(run, 1);
  table.release(dti2022, 2);
  const handler = createHandler({ ...table.ports, log: memoryLog() });
  get = (address) => handler(request(address));
});

/** Takes back the last release of DTI 2022, as an operator's act leaves the table. */
function withdrawLast() {
  const at = '2023-07-03T02:00:00.000Z';
  const { '2022': last, ...editions } = table.pointers['dti-province']!;
  table.put({
    ...releaseKey({ index: 'dti-province', period: '2022' }, 2),
    ...last,
    withdrawn: { at, note },
  });
  const item = table.items.get('INDEX#dti-province CURRENT')!;
  const withdrawn = { '2022': { revision: 2, at, note } };
  table.put({ ...indexKey('dti-province'), ...item, editions, withdrawn });
  const erratum = { period: '2022', revision: 2, kind: 'withdrawal', at, note };
  table.put({ ...erratumKey('dti-province', erratum), ...erratum });
}

describe('the list of releases', () => {
  it('has them newest first and says which is current', async () => {
    const { releases } = bodyOf(await get(`${edition}/releases`));
    expect(releases).toMatchObject([
      { revision: 2, current: true, run: 'run-2022-b' },
      { revision: 1, current: false, run: 'run-2022-a' },
    ]);
    expect(releases[0].links.diff).toBe(`${edition}/releases/1/diff/2`);
  });

  it('leaves out what the pointer does not name yet', async () => {
    const { '2022': pointer } = table.pointers['dti-province']!;
    const third = { ...pointer, revision: 3, run: 'run-2022-c' };
    table.put({ ...releaseKey({ index: 'dti-province', period: '2022' }, 3), ...third });
    const { releases } = bodyOf(await get(`${edition}/releases`));
    expect(releases.map(({ revision }: { revision: number }) => revision)).toEqual([2, 1]);
  });
});

describe('two releases', () => {
  it('differ in units, ranks and scores', async () => {
    const { differences } = bodyOf(await get(`${edition}/releases/1/diff/2`));
    expect(differences.map(({ unit }: { unit: { id: string } }) => unit.id)).toEqual([
      'quang-ninh',
      'hue',
      'ha-giang',
    ]);
    expect(differences[0]).toMatchObject({
      from: { rank: 4, score: 0.7024 },
      to: { rank: 3, score: 0.7024 },
      change: { rank: 1, score: 0 },
    });
    expect(differences[1].change).toEqual({ rank: -1, score: -0.0067 });
    expect(differences[2]).toMatchObject({ from: null, change: { rank: null, score: null } });
  });

  it('never differ from themselves, and a node that is new differs in all it has', async () => {
    expect(bodyOf(await get(`${edition}/releases/2/diff/2`)).differences).toEqual([]);
    const { differences } = bodyOf(await get(`${edition}/releases/1/diff/2?node=awareness`));
    expect(differences).toHaveLength(2);
    expect(differences.every(({ from }: { from: unknown }) => from === null)).toBe(true);
  });

  it('differ in the same way for ever', async () => {
    const { headers } = await get(`${edition}/releases/1/diff/2`);
    expect(headers).toMatchObject({ 'Cache-Control': 'public, max-age=31536000, immutable' });
  });
});

describe('a reader who asks for the past', () => {
  it.each([
    ['2023-07-01', 1],
    ['2023-07-02', 2],
    ['2023-07-02T01:59:59Z', 1],
    ['2023-07-02T02:00Z', 2],
    ['2026-01-01', 2],
  ])('sees of %s release %i', async (asOf, revision) => {
    for (const page of ['', '/ranking', '/units/da-nang']) {
      const body = bodyOf(await get(`${edition}${page}?asOf=${asOf}`));
      expect(body.release).toMatchObject({ revision, current: revision === 2 });
    }
  });

  it('sees as the latest edition the one that was', async () => {
    const latest = async (asOf: string) => bodyOf(await get(`${dti}/editions/latest?asOf=${asOf}`)).period;
    expect(await latest('2022-01-01')).toBe('2020');
    expect(await latest('2024-01-01')).toBe('2022');
    expect(await latest('2026-01-01')).toBe('2024');
  });

  it.each([
    ['2019-01-01', 404],
    ['2023-02-30', 400],
    ['yesterday', 400],
    ['2023-07-01&revision=1', 400],
  ])('is told what is wrong with %s', async (asOf, status) => {
    const answer = await get(`${edition}?asOf=${asOf}`);
    expect(answer.statusCode).toBe(status);
    expect(bodyOf(answer)).toMatchObject({ parameter: 'asOf' });
  });
});

describe('a withdrawn release', () => {
  beforeEach(withdrawLast);

  it.each([
    '',
    '/ranking',
    '/units/hue',
    '?revision=2',
    '?asOf=2023-07-02T12:00Z',
  ])('is gone at %s, with the note', async (page) => {
    const answer = await get(`${edition}${page}`);
    expect(answer.statusCode).toBe(410);
    expect(problem.parse(bodyOf(answer))).toMatchObject({
      type: 'urn:civindex:problem:withdrawn',
      detail: expect.stringContaining(note.en),
    });
  });

  it('leaves the releases before it where they were', async () => {
    expect(bodyOf(await get(`${edition}/ranking?revision=1`)).rows[2].unit.id).toBe('hue');
    expect((await get(`${edition}/ranking?revision=3`)).statusCode).toBe(404);
  });

  it('is no latest edition, and stays in the list and among the errata', async () => {
    expect(bodyOf(await get(dti)).periods).toEqual(['2024', '2020']);
    const { releases } = bodyOf(await get(`${edition}/releases`));
    expect(releases[0]).toMatchObject({ revision: 2, current: false, withdrawn: { note } });
    const { errata } = bodyOf(await get(`${dti}/errata`));
    expect(errata).toMatchObject([{ period: '2022', revision: 2, kind: 'withdrawal', note }]);
  });
});
