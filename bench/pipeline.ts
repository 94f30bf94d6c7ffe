import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { deskClient } from '../adapters/http/desk-client.ts';
import { readJson } from '../adapters/http/read-json.ts';
import { type UploadForm, uploadFile } from '../adapters/http/upload-file.ts';
import type { Responses } from '../contracts/public-responses.ts';
import { loadConfig } from '../lib/config.ts';
import { deployApp } from '../scripts/deploy-local.ts';
import { startEmulator } from '../scripts/emulator.ts';
import { emulatorCredentials, emulatorEnvironment, emulatorRegion } from '../scripts/emulator-environment.ts';
import { deployWithDevelopmentKeys, type LocalDeployment, signToken } from '../scripts/local-deployment.ts';
import { step } from '../scripts/progress.ts';
import { readSeeds, registerSeeds } from '../scripts/seeds.ts';

/**
 * `npm run bench:pipeline`: from the upload of a file until readers get its ranking, on the warm emulator;
 * against the same upload through a chain of the same hops that does nothing (empty-chain.ts). Both are taken
 * in turns in one run, so that a machine that drifts does so for both.
 *
 * The moment is taken from the table: an emulator's API answers every 60 ms at best, too coarse a clock. Each
 * ranking is then read over HTTP to see that it is there.
 */
const runs = 15;
const warmUps = 3;
const goal = 1.5;
const slowest = 30_000;
/** How long news of data rests on its way, in both chains. */
const window = 1_000 * loadConfig('local', {}).recompute.windowSeconds;

/** An upload that is ready to go, and how to tell that it has come out at the other end. */
type Journey = { form: UploadForm; content: string; hasArrived: () => Promise<boolean> };

async function measure({ form, content, hasArrived }: Journey): Promise<number> {
  // What follows the release before is over by then.
  await sleep(window + 1_500);
  const start = performance.now();
  const answer = await uploadFile(form, content);
  if (!answer.ok) throw new Error(`The upload was refused: ${answer.status} ${await answer.text()}`);
  while (!(await hasArrived())) {
    if (performance.now() - start > slowest) throw new Error(`It did not arrive within ${slowest} ms`);
    await sleep(10);
  }
  return performance.now() - start;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const client = { region: emulatorRegion, credentials: emulatorCredentials };

/** Nine provinces and three pillars; Đà Nẵng's first value differs in each run, and so does its score. */
function productJourneys(deployment: LocalDeployment, token: string) {
  const { apiUrl, endpoint, outputs } = deployment;
  const table = new DynamoDBClient({ ...client, endpoint });
  const file = join(
    import.meta.dirname,
    '..',
    'seeds',
    'submissions',
    'dti-province',
    '2020',
    'provinces-63.csv',
  );
  const original = readFileSync(file, 'utf8');
  const desk = deskClient(apiUrl, token);
  const pointer = new GetItemCommand({
    TableName: outputs['TableName']!,
    Key: marshall({ pk: 'INDEX#dti-province', sk: 'CURRENT' }),
    ConsistentRead: true,
  });
  const revision = async (): Promise<number> => {
    const { Item = {} } = await table.send(pointer);
    return unmarshall(Item)['editions']?.['2020']?.revision ?? 0;
  };
  const value = (run: number) => 0.6 + run / 1000;
  return {
    async next(run: number): Promise<Journey> {
      const { upload } = await desk.openSubmission({ edition: 'dti-province/2020', fileName: 'dti.csv' });
      const before = await revision();
      return {
        form: upload,
        content: original.replace('Đà Nẵng,0.5346', `Đà Nẵng,${value(run)}`),
        hasArrived: async () => (await revision()) > before,
      };
    },
    async check(run: number): Promise<void> {
      const address = `${apiUrl}/v1/indices/dti-province/editions/2020/ranking?node=digital-government`;
      const { rows } = await readJson<Responses['getRanking']>(address);
      const score = rows.find(({ unit }) => unit.id === 'da-nang')?.score;
      if (score !== value(run)) throw new Error(`Run ${run} is released, yet readers get ${score}`);
    },
  };
}

function emptyJourneys(endpoint: string, outputs: Record<string, string>) {
  const s3 = new S3Client({ ...client, endpoint, forcePathStyle: true });
  const table = new DynamoDBClient({ ...client, endpoint });
  return async (run: number): Promise<Journey> => {
    const name = `run-${run}`;
    const form = await createPresignedPost(s3, {
      Bucket: outputs['UploadsBucketName']!,
      Key: name,
      Conditions: [['starts-with', '$Content-Type', '']],
    });
    const last = new GetItemCommand({
      TableName: outputs['TableName']!,
      Key: marshall({ pk: `${name}#Publish` }),
      ConsistentRead: true,
    });
    return { form, content: name, hasArrived: async () => (await table.send(last)).Item !== undefined };
  };
}

async function deployBoth(endpoint: string) {
  const deployment = await deployWithDevelopmentKeys(endpoint);
  const chain = await step('Empty chain deployed', () =>
    deployApp(endpoint, emulatorEnvironment(endpoint), 'node_modules/.bin/node bench/empty-chain.ts'),
  );
  await step('Definitions registered', () =>
    registerSeeds(deployment.apiUrl, (agency, role) => signToken(deployment, agency, role), readSeeds()),
  );
  return { deployment, chainOutputs: chain['empty-chain']! };
}

const emulator = await startEmulator();
try {
  const { deployment, chainOutputs } = await deployBoth(emulator.endpoint);
  const productRuns = productJourneys(deployment, await signToken(deployment, 'mic', 'reporter'));
  const nextEmpty = emptyJourneys(emulator.endpoint, chainOutputs);
  const times = { product: [] as number[], empty: [] as number[] };
  for (let run = 0; run < warmUps + runs; run++) {
    const product = await measure(await productRuns.next(run));
    await productRuns.check(run);
    const empty = await measure(await nextEmpty(run));
    if (run < warmUps) continue;
    times.product.push(product);
    times.empty.push(empty);
  }
  const [product, empty] = [median(times.product), median(times.empty)];
  const report = (name: string, values: number[]) =>
    console.log(
      `${name.padEnd(34)} median ${median(values).toFixed(0)} ms of ${values.length} ` +
        `(${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)})`,
    );
  report('upload to readable ranking', times.product);
  report('the same hops, doing nothing', times.empty);
  const ratio = product / empty;
  console.log(`ratio ${ratio.toFixed(2)} (goal: at most ${goal}; ${ratio <= goal ? 'met' : 'missed'})`);
  const moving = (product - window) / (empty - window);
  console.log(`without the ${window} ms for which both rest: ratio ${moving.toFixed(2)}`);
} finally {
  await emulator.stop();
}
