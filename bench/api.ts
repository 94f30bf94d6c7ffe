import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type AttributeValue, BatchGetItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { build } from 'esbuild';
import { createDynamoDbClient } from '../adapters/dynamodb/client.ts';
import { createPublicReader } from '../adapters/public-reader/dynamodb-public-reader.ts';
import { createHandler } from '../lambdas/public-api/handler.ts';
import { publishedWorld } from '../test/unit/api/published-world.ts';
import { memoryLog, request } from '../test/unit/api/request.ts';
import { type Request, tableOverHttp } from './table-over-http.ts';

/**
 * `npm run bench:api`: each route of the public API beside a bare get-item handler, which makes the same reads with the
 * same client and answers the items as JSON, in the same run; beside that, the least that any handler can do: one that
 * passes the stored text on unread. The cold start beside that of a bare handler which bundles the same client; and
 * bytes on the wire. In one process: the client of the SDK is real, its HTTP layer answers from memory at once, so that
 * what is measured is the handler's own work, of which nothing is hidden by a network.
 */
const goal = 1.3;
const warmUps = 200;
const rounds = 60;
const callsARound = 5;
const coldStarts = 25;

const { table } = await publishedWorld(['pci-province', 'dti-province']);
const http = tableOverHttp(table.items);
const settings = {
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  requestHandler: http,
};
/** The one that the functions have, on both sides. */
const client = createDynamoDbClient(settings);
const reader = createPublicReader({ client, tableName: 'civindex' });
const handler = createHandler({ ...table.ports, reader, log: memoryLog() });

const pci = '/v1/indices/pci-province';
const routes: [name: string, address: string][] = [
  ['index', pci],
  ['editions', `${pci}/editions`],
  ['edition', `${pci}/editions/2016`],
  ['ranking', `${pci}/editions/2016/ranking`],
  ['ranking, ten rows', `${pci}/editions/2016/ranking?limit=10`],
  ['ranking by rise', `${pci}/editions/2016/ranking?sort=rise`],
  ['profile', `${pci}/editions/2016/units/da-nang`],
  ['history', `${pci}/units/da-nang/history`],
  ['statistics', `${pci}/editions/2016/statistics`],
  ['movers', `${pci}/editions/2016/movers`],
  ['compare', `${pci}/editions/2016/compare?units=da-nang,hue`],
  ['unit', '/v1/units/da-nang'],
];

type Item = Record<string, AttributeValue>;
type Handler = () => Promise<APIGatewayProxyResult>;

/** Makes the same requests as the route, one after another, and answers what is made of the items. */
function bareHandler(requests: Request[], bodyOf: (items: Item[]) => string): Handler {
  return async () => {
    const items: Item[] = [];
    for (const { operation, input } of requests)
      if (operation === 'GetItem')
        items.push((await client.send(new GetItemCommand(input as never))).Item ?? {});
      else {
        const { Responses } = await client.send(new BatchGetItemCommand(input as never));
        items.push(...Object.values(Responses ?? {}).flat());
      }
    return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: bodyOf(items) };
  };
}

const asItems = (items: Item[]) => JSON.stringify(items.map((item) => unmarshall(item)));
const asText = (items: Item[]) => items.map((item) => item['body']?.S ?? '').join('');

/** Microseconds of the processor a call, which a busy machine does not change: the median of rounds that alternate, so that a busy moment falls on all. */
async function compare(...handlers: (() => Promise<unknown>)[]): Promise<number[]> {
  const times = handlers.map((): number[] => []);
  for (let calls = 0; calls < warmUps; calls += 1) for (const call of handlers) await call();
  for (let round = 0; round < rounds; round += 1)
    for (const [which, call] of handlers.entries()) {
      const start = process.cpuUsage();
      for (let calls = 0; calls < callsARound; calls += 1) await call();
      const { user, system } = process.cpuUsage(start);
      times[which]!.push((user + system) / callsARound);
    }
  return times.map(median);
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const inCells = (cells: (string | number)[]): string =>
  [String(cells[0]).padEnd(20), ...cells.slice(1).map((cell) => String(cell).padStart(9))].join(' ');

console.log(inCells(['route', 'reads', 'µs', 'bare µs', 'ratio', 'text µs', 'ratio', 'bytes', 'gzip']));
let missed = 0;
for (const [name, address] of routes) {
  const event = request(address);
  const { statusCode, body } = await handler(event);
  if (statusCode !== 200) throw new Error(`${address} answered ${statusCode}: ${body}`);
  const requests = await http.during(() => handler(event));
  const [ours = 0, ...theirs] = await compare(
    () => handler(event),
    bareHandler(requests, asItems),
    bareHandler(requests, asText),
  );
  if (ours / theirs[0]! > goal) missed += 1;
  const beside = theirs.flatMap((time) => [time.toFixed(0), (ours / time).toFixed(2)]);
  const bytes = [Buffer.byteLength(body), gzipSync(body).length];
  console.log(inCells([name, requests.length, ours.toFixed(0), ...beside, ...bytes]));
}
console.log(`${routes.length - missed} of ${routes.length} routes within ${goal} ×\n`);

const folder = mkdtempSync(join(tmpdir(), 'civindex-bench-'));
const bareSource = `
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoDbClient } from './adapters/dynamodb/client.ts';
const client = createDynamoDbClient();
export const handler = async (key) =>
  (await client.send(new GetItemCommand({ TableName: process.env.TABLE_NAME, Key: key }))).Item;`;
await bundle('ours', { entryPoints: ['lambdas/public-api/index.ts'] });
await bundle('bare', { stdin: { contents: bareSource, resolveDir: process.cwd(), sourcefile: 'index.js' } });
/** esbuild names what comes from no file `stdin`. */
const files: Record<string, string> = { ours: 'index.mjs', bare: 'stdin.mjs' };
const starts: [number[], number[]] = [[], []];
for (let start = 0; start < coldStarts; start += 1)
  for (const [which, name] of ['ours', 'bare'].entries()) starts[which]!.push(coldStart(name));
const [ours, theirs] = starts.map(median) as [number, number];
console.log(
  `cold start: ${ours.toFixed(1)} ms, bare ${theirs.toFixed(1)} ms, ratio ${(ours / theirs).toFixed(2)} (goal ${goal})`,
);
rmSync(folder, { recursive: true });

/** As `lib/constructs/service-function.ts` bundles. */
async function bundle(name: string, input: object): Promise<void> {
  await build({
    ...input,
    outdir: join(folder, name),
    outExtension: { '.js': '.mjs' },
    splitting: true,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
  });
}

/** Milliseconds of the processor from the call of `import` to a handler that can be called, in a process of its own. */
function coldStart(name: string): number {
  const probe = join(folder, `start-${name}.mjs`);
  writeFileSync(
    probe,
    `const start = process.cpuUsage(); const { handler } = await import('./${name}/${files[name]}');
     if (typeof handler !== 'function') throw new Error('no handler');
     const { user, system } = process.cpuUsage(start); console.log((user + system) / 1000);`,
  );
  const env = {
    ...process.env,
    AWS_REGION: 'ap-southeast-1',
    STAGE: 'bench',
    TABLE_NAME: 'civindex',
    RECORDS_BUCKET: 'records',
  };
  return Number(execFileSync(process.execPath, [probe], { env, encoding: 'utf8' }));
}
