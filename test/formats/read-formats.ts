import { deepStrictEqual } from 'node:assert';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { createHandler } from '../../lambdas/public-api/handler.ts';
import { pythonWith } from '../../scripts/python-environment.ts';
import { servePublicApi } from '../fuzz/public-server.ts';
import { publishedWorld } from '../unit/api/published-world.ts';
import { memoryLog } from '../unit/api/request.ts';

/**
 * `npm run read:formats`: Frictionless' own library reads the data package of an index and checks every table against
 * its schema, and pysdmx, of the makers of SDMX, reads SDMX-CSV; both must say the figures that JSON says. They are
 * Python and bring 400 MB, so that this is asked for by hand, not at every change.
 */
const requirements = join(import.meta.dirname, '..', '..', 'scripts', 'formats-requirements.txt');
const python = await pythonWith('formats', requirements);
const { table } = await publishedWorld(['pci-province']);
let address = '';
const handler = createHandler({ ...table.ports, address: () => address, log: memoryLog() });
const { url, server } = await servePublicApi((event: APIGatewayProxyEvent) => handler(event));
address = url;

const index = `${url}/v1/indices/pci-province`;
const read = [`${index}/datapackage.json`, `${index}/editions/2016/results.sdmx.csv`];
const program = join(import.meta.dirname, 'read_formats.py');
const { stdout } = await promisify(execFile)(python, [program, ...read], { maxBuffer: 64 * 1024 * 1024 });
const told = JSON.parse(stdout);
const { records } = (await (await fetch(`${index}/editions/2016/results.json`)).json()) as {
  records: { unit: string; node: string; score: number | null; rank: number | null }[];
};
server.close();

deepStrictEqual([told.valid, told.errors], [true, []]);
const figures = records.map(({ unit, node, score, rank }) => [unit, node, score, rank]);
deepStrictEqual(told.tables['pci-province-2016-provinces-63'], figures);
const observations = figures.flatMap(([unit, node, score, rank]) => [
  [unit, node, 'SCORE', '2016', score, score === null ? 'M' : 'A'],
  [unit, node, 'RANK', '2016', rank, rank === null ? 'M' : 'A'],
]);
deepStrictEqual(
  told.observations.map(([unit, node, measure, period, value, status]: (string | null)[]) => [
    ...[unit, node, measure, String(period), value === null ? null : Number(value), status],
  ]),
  observations,
);
console.log(
  `frictionless ${told.resources} tables valid, ${figures.length} rows as in JSON; pysdmx ${told.structure}, ${observations.length} observations as in JSON`,
);
