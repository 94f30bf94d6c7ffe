import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedWorld } from './published-world.ts';
import { request } from './request.ts';

const client = join(import.meta.dirname, '..', '..', '..', 'client');

/** What people write with the client: it compiles as it is, the lines marked as errors do not. */
const calls = `
import { createClient, type Schemas } from '../index.js';

export async function leader(fetch: (request: Request) => Promise<Response>) {
  const client = createClient({ baseUrl: 'https://civindex.test', fetch });
  const path = { index: 'pci-province', period: '2016' };
  const { data, error } = await client.GET('/v1/indices/{index}/editions/{period}/ranking', {
    params: { path, query: { limit: '10' } },
  });
  if (error) throw new Error(error.detail);
  const [first]: Schemas['Ranking']['rows'] = data.rows;
  const rank: number | null = first!.rank;
  return { unit: first!.unit.name.en, rank, score: first!.score, total: data.total };
}

export async function refusal(fetch: (request: Request) => Promise<Response>) {
  const client = createClient({ baseUrl: 'https://civindex.test', fetch });
  const path = { index: 'pci-province', period: '2016' };
  const { error } = await client.POST('/v1/indices/{index}/editions/{period}/what-if', {
    params: { path },
    body: { weights: { luck: 1 } },
  });
  // @ts-expect-error there is no such address
  void (() => client.GET('/v1/rankings'));
  // @ts-expect-error a page has 10, 20, 25, 50 or 100 rows
  void (() => client.GET('/v1/indices/{index}/editions/{period}/ranking', { params: { path, query: { limit: 7 } } }));
  // @ts-expect-error a problem says what is allowed, and has no colour
  void error?.colour;
  return { parameter: error?.parameter, allowed: error?.allowed?.length };
}
`;

type Calls = Record<
  'leader' | 'refusal',
  (fetch: (request: Request) => Promise<Response>) => Promise<object>
>;

const run = (tool: string, ...args: string[]) =>
  execFileSync(process.execPath, [join(client, 'node_modules', tool), ...args], { cwd: client });

/** The package as it is published, from the description as it is now. */
beforeAll(() => {
  run('openapi-typescript/bin/cli.js', '../docs/openapi.json', '--output', 'generated/schema.ts');
  writeFileSync(join(client, 'generated', 'calls.ts'), calls);
  const files = ['../index.ts', 'schema.ts', 'calls.ts'];
  const config = {
    extends: '../tsconfig.json',
    files,
    compilerOptions: { outDir: '../dist', rootDir: '..' },
  };
  writeFileSync(join(client, 'generated', 'tsconfig.json'), JSON.stringify(config));
  run('typescript/bin/tsc', '-p', 'generated');
}, 180_000);

describe('the typed client', () => {
  it('is made from the description, compiles, and asks the service', async () => {
    const world = await publishedWorld(['pci-province']);
    const fetch = async (asked: Request) => {
      const { pathname, search } = new URL(asked.url);
      const body = asked.body ? await asked.json() : undefined;
      const answer = await world.handler(request(pathname + search, { method: asked.method, body }));
      const headers = answer.headers as Record<string, string>;
      return new Response(answer.body, { status: answer.statusCode, headers });
    };
    const { leader, refusal }: Calls = await import(
      pathToFileURL(join(client, 'dist', 'generated', 'calls.js')).href
    );
    expect(await leader(fetch)).toEqual({ unit: 'Da Nang', rank: 1, score: 70, total: 63 });
    expect(await refusal(fetch)).toEqual({ parameter: 'weights', allowed: 10 });
  }, 60_000);
});
