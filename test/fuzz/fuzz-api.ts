import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonWith } from '../../scripts/python-environment.ts';
import { publishedWorld } from '../unit/api/published-world.ts';
import { servePublicApi } from './public-server.ts';

/**
 * `npm run fuzz:api`: Schemathesis reads the OpenAPI document and asks the public function, with real figures behind
 * it, whatever the document allows and much that it forbids. It fails on a 5xx, an undocumented status, media type or
 * header, an answer that does not fit its schema, and a wrong question that is not refused.
 */
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 120);
const requirements = join(import.meta.dirname, '..', '..', 'scripts', 'fuzz-requirements.txt');

const python = await pythonWith('schemathesis', requirements);
const { handler } = await publishedWorld(['dti-province', 'par-index', 'pci-province']);
const { url, server } = await servePublicApi(handler);
const folder = await mkdtemp(join(tmpdir(), 'civindex-fuzz-'));
const description = join(folder, 'openapi.json');
writeFileSync(description, publicPart(readFileSync('docs/openapi.json', 'utf8')));

const options = [
  '--url',
  url,
  '--seed',
  '2026',
  '--max-time',
  String(seconds),
  '--workers',
  '1',
  '--no-color',
];
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
];
// As a module: the program of a virtual environment names the folder that it was made in.
const run = spawn(
  python,
  [
    '-m',
    'schemathesis.cli',
    'run',
    description,
    ...options,
    '--checks',
    checks.join(','),
    '--phases',
    'examples,coverage,fuzzing',
  ],
  { stdio: 'inherit', cwd: folder },
);
const [code] = await once(run, 'exit');
server.close();
await rm(folder, { recursive: true });
process.exitCode = code ?? 1;

/** The desk and the proofs answer elsewhere. */
function publicPart(text: string): string {
  const document = JSON.parse(text);
  for (const item of Object.values<Record<string, { tags: string[] }>>(document.paths))
    for (const [method, { tags }] of Object.entries(item)) if (!tags.includes('public')) delete item[method];
  return JSON.stringify(document);
}
