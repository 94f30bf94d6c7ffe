import { globSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DeskClient, deskClient, type Opened } from '../adapters/http/desk-client.ts';
import { uploadFile } from '../adapters/http/upload-file.ts';
import type { Responses } from '../contracts/public-responses.ts';
import { type LoadedDefinitions, loadDefinitions } from '../domain/methodology/load-definitions.ts';
import { precedingPeriod } from '../domain/release/comparison.ts';

const seeds = join(import.meta.dirname, '..', 'seeds');

/** Signs a development token for an agency. */
export type TokenFor = (agency: string, role: 'reporter' | 'operator') => Promise<string>;

/** A file as its agency would send it: `seeds/submissions/{index}/{period}/{cohort}.csv`. */
export type SeedFile = {
  index: string;
  period: string;
  cohort: string;
  agency: string;
  path: string;
};

export type Seeds = { bundle: string; editions: LoadedDefinitions['editions']; files: SeedFile[] };

/** @throws {Error} when the definitions have a fault or nobody may send one of the files. */
export function readSeeds(): Seeds {
  const root = join(seeds, 'definitions');
  const files = globSync('**/*.yaml', { cwd: root })
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const { editions, findings } = loadDefinitions(files);
  if (findings.length > 0) throw new Error(`The seeds' definitions: ${JSON.stringify(findings[0])}`);
  return { bundle: JSON.stringify({ files }), editions, files: seedFiles(editions) };
}

function seedFiles(editions: Seeds['editions']): SeedFile[] {
  const root = join(seeds, 'submissions');
  return globSync('*/*/*.csv', { cwd: root })
    .sort()
    .map((name) => {
      const [index, period] = name.split('/') as [string, string, string];
      const cohort = basename(name, '.csv');
      const edition = editions.find((each) => each.index.id === index && each.period === period);
      const reporter = edition?.reporters.find(({ cohorts }) => !cohorts || cohorts.includes(cohort));
      if (!reporter) throw new Error(`Nobody may send seeds/submissions/${name}`);
      return { index, period, cohort, agency: reporter.agency, path: join(root, name) };
    });
}

export const registerSeeds = (apiUrl: string, tokenFor: TokenFor, { bundle }: Seeds): Promise<number> =>
  registerBundle(apiUrl, tokenFor, bundle);

/** @throws {Error} with the report when the bundle is refused. */
export async function registerBundle(apiUrl: string, tokenFor: TokenFor, bundle: string): Promise<number> {
  const desk = deskClient(apiUrl, await tokenFor('civindex', 'operator'));
  const opened = await desk.openDefinitions({ fileName: 'definitions.json' });
  const { touched } = await sendAndWait(desk, opened, bundle);
  return touched?.length ?? 0;
}

/** Uploads every file, a few at a time, each with a token of its agency, until all are accepted. */
export async function submitSeeds(apiUrl: string, tokenFor: TokenFor, { files }: Seeds): Promise<number> {
  const waiting = [...files];
  const sendOn = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) await submitSeed(apiUrl, tokenFor, file);
  };
  await Promise.all(Array.from({ length: 4 }, sendOn));
  return files.length;
}

async function submitSeed(apiUrl: string, tokenFor: TokenFor, file: SeedFile): Promise<void> {
  const desk = deskClient(apiUrl, await tokenFor(file.agency, 'reporter'));
  const { index, period, cohort } = file;
  const fileName = relative(seeds, file.path).replaceAll('/', '-');
  const opened = await desk.openSubmission({ edition: `${index}/${period}`, cohort, fileName });
  await sendAndWait(desk, opened, readFileSync(file.path));
}

async function sendAndWait(desk: DeskClient, opened: Opened, content: string | Uint8Array) {
  const { fileName, id } = opened.submission;
  const answer = await uploadFile(opened.upload, content);
  if (!answer.ok) throw new Error(`${fileName} was not taken: ${answer.status} ${await answer.text()}`);
  const submission = await desk.outcome(id, 60_000);
  if (submission.status === 'rejected')
    throw new Error(
      `${fileName} was rejected:\n${JSON.stringify(submission.report, null, 2).slice(0, 3_000)}`,
    );
  return submission;
}

/**
 * Waits until readers see every file of the seeds: each edition's current release was computed from a part
 * of each cohort that a file was sent for, and is compared with the edition before.
 */
export async function untilReadable(apiUrl: string, { files }: Seeds, deadline: number): Promise<number> {
  const end = Date.now() + deadline;
  const missing = new Map(files.map((file) => [`${file.index}/${file.period} ${file.cohort}`, file]));
  while (missing.size > 0) {
    for (const [name, file] of missing)
      if (await isReadable(apiUrl, file, periodBefore(file, files))) missing.delete(name);
    if (missing.size > 0 && Date.now() > end)
      throw new Error(`Not readable after ${deadline / 1000} s: ${[...missing.keys()].join(', ')}`);
    if (missing.size > 0) await sleep(300);
  }
  return new Set(files.map(({ index, period }) => `${index}/${period}`)).size;
}

function periodBefore({ index, period }: SeedFile, files: SeedFile[]): string | undefined {
  const periods = files.filter((file) => file.index === index).map((file) => file.period);
  return precedingPeriod(periods, period);
}

async function isReadable(
  apiUrl: string,
  { index, period, cohort }: SeedFile,
  before: string | undefined,
): Promise<boolean> {
  const address = `${apiUrl}/v1/indices/${index}/editions/${period}`;
  const response = await fetch(address, { method: 'GET', signal: AbortSignal.timeout(20_000) });
  if (response.status === 404) {
    await response.body?.cancel();
    return false;
  }
  if (!response.ok) throw new Error(`GET ${address} answered ${response.status}: ${await response.text()}`);
  const { inputs } = (await response.json()) as Responses['getEdition'];
  return inputs.previous?.period === before && inputs.parts.some((part) => part.cohort === cohort);
}
