import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { Responses } from '../contracts/public-responses.ts';
import { apiUrlOnEmulator, deployApp } from '../scripts/deploy-local.ts';
import { deskClient, type UploadForm, uploadFile } from '../scripts/desk-client.ts';
import { startEmulator } from '../scripts/emulator.ts';
import { emulatorCredentials, emulatorEnvironment, emulatorRegion } from '../scripts/emulator-environment.ts';
import { deployWithDevelopmentKeys, type LocalDeployment, signToken } from '../scripts/local-deployment.ts';
import { step } from '../scripts/progress.ts';
import { readSeeds, registerSeeds } from '../scripts/seeds.ts';

/**
 * `npm run bench:pipeline`: from the upload of a file to its ranking, as a reader sees it, on the warm
 * emulator; against the same upload through a chain of the same hops that does nothing (empty-chain.ts).
 * Both are taken in turns in one run, so that a machine that drifts does so for both.
 */
const runs = 15;
const warmUps = 3;
const goal = 1.5;
const slowest = 30_000;

/** An upload that is ready to go, and how to tell that it has come out at the other end. */
type Journey = { form: UploadForm; content: string; hasArrived: () => Promise<boolean> };

async function measure({ form, content, hasArrived }: Journey): Promise<number> {
  const start = performance.now();
  const answer = await uploadFile(form, content);
  if (!answer.ok) throw new Error(`The upload was refused: ${answer.status} ${await answer.text()}`);
  while (!(await hasArrived())) {
    if (performance.now() - start > slowest) throw new Error(`It did not arrive within ${slowest} ms`);
    await sleep(5);
  }
  return performance.now() - start;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Nine provinces and three pillars; Đà Nẵng's first value differs in each run, and so does its score. */
function productJourneys(deployment: LocalDeployment, token: string) {
  const { apiUrl } = deployment;
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
  const ranking = `${apiUrl}/v1/indices/dti-province/editions/2020/ranking?node=digital-government`;
  return async (run: number): Promise<Journey> => {
    const value = 0.6 + run / 1000;
    const { upload } = await desk.openSubmission({ edition: 'dti-province/2020', fileName: 'dti.csv' });
    const hasArrived = async () => {
      const response = await fetch(ranking);
      const body = (await response.json()) as Responses['getRanking'];
      return response.ok && body.rows.some(({ unit, score }) => unit.id === 'da-nang' && score === value);
    };
    return { form: upload, content: original.replace('Đà Nẵng,0.5346', `Đà Nẵng,${value}`), hasArrived };
  };
}

function emptyJourneys(endpoint: string, outputs: Record<string, string>) {
  const apiUrl = apiUrlOnEmulator(endpoint, outputs['ApiUrl']);
  const s3 = new S3Client({
    endpoint,
    region: emulatorRegion,
    credentials: emulatorCredentials,
    forcePathStyle: true,
  });
  return async (run: number): Promise<Journey> => {
    const Key = `run-${run}`;
    const form = await createPresignedPost(s3, {
      Bucket: outputs['UploadsBucketName']!,
      Key,
      Conditions: [['starts-with', '$Content-Type', '']],
    });
    const hasArrived = async () => {
      const response = await fetch(`${apiUrl}/${Key}`);
      await response.text();
      return response.ok;
    };
    return { form, content: Key, hasArrived };
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
  const nextProduct = productJourneys(deployment, await signToken(deployment, 'mic', 'reporter'));
  const nextEmpty = emptyJourneys(emulator.endpoint, chainOutputs);
  const times = { product: [] as number[], empty: [] as number[] };
  for (let run = 0; run < warmUps + runs; run++) {
    const product = await measure(await nextProduct(run));
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
} finally {
  await emulator.stop();
}
