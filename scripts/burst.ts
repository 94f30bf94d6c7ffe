import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { createEditionSubmissions } from '../adapters/dynamodb/deadline-store.ts';
import { createReleaseStore } from '../adapters/dynamodb/release-store.ts';
import { deskClient, type Opened } from '../adapters/http/desk-client.ts';
import { readJson } from '../adapters/http/read-json.ts';
import { uploadFile } from '../adapters/http/upload-file.ts';
import { main } from '../cli/main.ts';
import type { Responses } from '../contracts/public-responses.ts';
import { editionId } from '../domain/methodology/edition-definition.ts';
import type { Run } from '../domain/release/run.ts';
import { type CityNetwork, faultyNetworkFile, networkFile } from './city-network.ts';
import { emulatorCredentials, emulatorRegion } from './emulator-environment.ts';
import { type LocalDeployment, signToken } from './local-deployment.ts';

/** What came of a burst of uploads; times in milliseconds from its beginning. */
export type BurstReport = {
  /** Files that the store took, and the submissions that they were for: some files were sent twice. */
  uploads: number;
  submissions: number;
  /** Submissions by what became of them. */
  outcomes: Record<string, number>;
  /** Receipts for those submissions. */
  receipts: number;
  recomputations: number;
  releases: number;
  uploadedAfter: number;
  decidedAfter: number;
  releasedAfter: number;
};

/** How many agencies upload at once. */
const lanes = 16;
const patience = 300_000;

/**
 * Every agency of the network uploads, a third of them twice: first something else, every second of these a file
 * with a fault. Every tenth sends its last file twice with one form. All as fast as the service takes them.
 *
 * @throws {Error} when a file is lost, or the ranking is not the one that `civindex rank` computes from each
 * agency's last file.
 */
export async function burst(deployment: LocalDeployment, network: CityNetwork): Promise<BurstReport> {
  const watch = watcher(deployment, network);
  const before = await watch.counts();
  const start = performance.now();
  const elapsed = () => Math.round(performance.now() - start);
  const sent = await uploadAll(deployment, network);
  const uploadedAfter = elapsed();
  const decided = await until(
    async () => watch.submissions(),
    (all) => all.every(({ status }) => status !== 'awaiting-upload'),
    'every file is decided',
  );
  const decidedAfter = elapsed();
  const expected = await offlineRanking(network);
  await until(
    () => watch.ranking(),
    (ranking) => ranking === expected,
    'the ranking is the one computed offline',
  );
  const releasedAfter = elapsed();
  const after = await watch.counts();
  const ids = new Set(decided.map(({ id }) => id));
  const receipts = await until(
    async () => (await watch.receipts()).filter((id) => ids.has(id)),
    ({ length }) => length >= ids.size,
    'every file has its receipt',
  );
  return {
    uploads: sent,
    submissions: ids.size,
    outcomes: countBy(decided.map(({ status }) => status)),
    receipts: receipts.length,
    recomputations: after.runs - before.runs,
    releases: after.releases - before.releases,
    uploadedAfter,
    decidedAfter,
    releasedAfter,
  };
}

const resubmits = (place: number): boolean => place % 3 === 0;
const lastFile = (agency: string, place: number): string => networkFile(agency, resubmits(place) ? 2 : 1);

/** @returns how many files the store took */
async function uploadAll(deployment: LocalDeployment, network: CityNetwork): Promise<number> {
  const waiting = network.agencies.map((agency, place) => ({ agency, place }));
  let uploads = 0;
  const upload = async (opened: Opened, content: string) => {
    const answer = await uploadFile(opened.upload, content);
    if (!answer.ok) throw new Error(`An upload was refused: ${answer.status} ${await answer.text()}`);
    uploads += 1;
  };
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { agency, place } = next;
      const desk = deskClient(deployment.apiUrl, await signToken(deployment, agency, 'reporter'));
      const open = () =>
        desk.openSubmission({ edition: editionId(network.edition), fileName: `${agency}.csv` });
      const first = resubmits(place) ? await open() : undefined;
      const last = await open();
      const earlier = place % 2 === 0 ? networkFile(agency, 1) : faultyNetworkFile(agency);
      // In no order: what counts is which submission is the later one, not which file arrives last.
      await Promise.all([
        ...(first ? [upload(first, earlier)] : []),
        upload(last, lastFile(agency, place)),
        ...(place % 10 === 0 ? [upload(last, lastFile(agency, place))] : []),
      ]);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return uploads;
}

/** Unit, rank and score of every row, as the command computes them from files. */
async function offlineRanking({ agencies, definitions, edition }: CityNetwork): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'civindex-burst-'));
  try {
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const files = agencies.map((agency, place) => write(`${agency}.csv`, lastFile(agency, place)));
    const methods = definitions.map(({ path, text }) => write(path, text));
    let [stdout, stderr] = ['', ''];
    const exitCode = await main(
      ['rank', ...files, '--edition', editionId(edition), '--format', 'json', '--definition', ...methods],
      {
        stdout: { write: (text) => (stdout += text) },
        stderr: { write: (text) => (stderr += text) },
      },
    );
    if (exitCode !== 0) throw new Error(`civindex rank: ${stderr}`);
    const { cohorts } = JSON.parse(stdout) as Run;
    return rowsOf(cohorts[0]!.nodes[0]!.rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Row = { unit: { id: string }; rank: number | null; score: number | null };

const rowsOf = (rows: Row[]): string =>
  JSON.stringify(rows.map(({ unit, rank, score }) => [unit.id, rank, score]));

/** What the deployment holds of the network's edition. */
function watcher({ apiUrl, endpoint, outputs }: LocalDeployment, { edition }: CityNetwork) {
  const client = { endpoint, region: emulatorRegion, credentials: emulatorCredentials };
  const table = { client: new DynamoDBClient(client), tableName: outputs['TableName']! };
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  const keys = async (prefix: string) => {
    const found: string[] = [];
    const list = { Bucket: outputs['RecordsBucketName']!, Prefix: prefix };
    for await (const { Contents } of paginateListObjectsV2({ client: s3 }, list))
      for (const { Key } of Contents ?? []) found.push(Key!);
    return found;
  };
  return {
    submissions: () => createEditionSubmissions(table).ofEdition(edition),
    receipts: async () =>
      (await keys('receipts/')).map((key) => key.slice('receipts/'.length, -'.json'.length)),
    async counts() {
      const { editions } = await createReleaseStore(table).pointers(edition.index);
      const runs = (await keys('runs/')).length;
      return { runs, releases: editions[edition.period]?.revision ?? 0 };
    },
    async ranking() {
      const rows: Row[] = [];
      let next: string | undefined =
        `/v1/indices/${edition.index}/editions/${edition.period}/ranking?limit=100`;
      while (next) {
        const page: Responses['getRanking'] | undefined = await readJson<Responses['getRanking']>(
          `${apiUrl}${next}`,
        ).catch(() => undefined);
        rows.push(...(page?.rows ?? []));
        next = page?.links.next;
      }
      return rowsOf(rows);
    },
  };
}

async function until<Value>(
  ask: () => Promise<Value>,
  holds: (value: Value) => boolean,
  what: string,
): Promise<Value> {
  const end = performance.now() + patience;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (performance.now() > end)
      throw new Error(`Not within ${patience / 1000} s: ${what}. ${JSON.stringify(value).slice(0, 1_000)}`);
    await sleep(1_000);
  }
}

const countBy = (values: string[]): Record<string, number> =>
  Object.fromEntries([...new Set(values)].map((value) => [value, values.filter((v) => v === value).length]));
