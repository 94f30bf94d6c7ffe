import { rmSync } from 'node:fs';
import { Command } from 'commander';
import { type Emulator, startEmulator } from './emulator.ts';
import {
  demoDeploymentFile,
  deployWithDevelopmentKeys,
  type LocalDeployment,
  localPeople,
  saveDeployment,
  signToken,
} from './local-deployment.ts';
import { type LocalEdge, startLocalEdge } from './local-edge.ts';
import { localPages, untilDrawn } from './local-pages.ts';
import { step } from './progress.ts';
import { printRanking } from './ranking-table.ts';
import { readSeeds, registerSeeds, submitSeeds, type TokenFor, untilReadable } from './seeds.ts';

/**
 * `npm run demo`: the whole product on this machine. Starts an emulator, deploys the templates, registers the
 * definitions, uploads the real files as their agencies would, and reads the rankings back over HTTP.
 */
const { exit: exitAfterwards } = new Command('npm run demo --')
  .description('Run Civindex on this machine, with real data')
  .option('--exit', 'stop after printing the rankings')
  .parse()
  .opts<{ exit?: boolean }>();

const start = performance.now();
const seconds = () => `${((performance.now() - start) / 1000).toFixed(0)} s`;
const readableWithin = 120_000;

let emulator: Emulator | undefined;
let edge: LocalEdge | undefined;
let stopping: Promise<void> | undefined;
/** That of another demo is left to it. */
let ownsDeploymentFile = false;

function stop(): Promise<void> {
  stopping ??= (async () => {
    await edge?.stop();
    await emulator?.stop();
    if (ownsDeploymentFile) rmSync(demoDeploymentFile, { force: true });
  })();
  return stopping;
}

// Ctrl-C may come twice: from the terminal and from the process that started this one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    void stop().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  });

async function feed(deployment: LocalDeployment): Promise<void> {
  const { apiUrl } = deployment;
  const tokenFor: TokenFor = (agency, role) => signToken(deployment, agency, role);
  const seeds = readSeeds();
  const count = (number: number, thing: string) => `${number} ${thing}`;
  await step(
    'Definitions registered',
    () => registerSeeds(apiUrl, tokenFor, seeds),
    (editions) => count(editions, 'editions'),
  );
  await step(
    'Files uploaded by their agencies and accepted',
    () => submitSeeds(apiUrl, tokenFor, seeds),
    (files) => count(files, 'files'),
  );
  await step(
    'Rankings released',
    () => untilReadable(apiUrl, seeds, readableWithin),
    (editions) => count(editions, 'editions'),
  );
}

async function showRankings(url: string): Promise<void> {
  await printRanking(url, { index: 'dti-province', period: '2022', cohort: 'provinces-63' });
  await printRanking(url, { index: 'dti-province', period: '2022', cohort: 'published', rows: 10 });
  await printRanking(url, { index: 'pci-province', period: '2016', rows: 10 });
}

try {
  emulator = await startEmulator();
  const deployment = await deployWithDevelopmentKeys(emulator.endpoint);
  saveDeployment(demoDeploymentFile, deployment);
  ownsDeploymentFile = true;
  await feed(deployment);
  const { apiUrl, endpoint, outputs } = deployment;
  const pages = localPages(endpoint, outputs['PagesBucketName']!);
  edge = await startLocalEdge({ apiUrl, pages, connectTo: [endpoint], people: localPeople(deployment) });
  await step('Pages drawn', () => untilDrawn(apiUrl, pages, readableWithin));
  await showRankings(edge.url);
  console.log(`\nFrom nothing to rankings in ${seconds()}.`);
  if (exitAfterwards) {
    await stop();
  } else {
    console.log(`Civindex is at ${edge.url}, its API at ${edge.url}/v1 (emulator: ${emulator.endpoint}).`);
    console.log(`The desk for agencies is at ${edge.url}/vi/desk: sign in as whom you like.`);
    console.log('A token for programs: npm run --silent token -- --agency mic. Ctrl-C stops it all.');
  }
} catch (error) {
  if (!stopping) console.error(`\n✗ ${(error as Error).message}`);
  if (!stopping && emulator?.logPath) console.error(`The emulator's log: ${emulator.logPath}`);
  await stop();
  process.exitCode ||= 1;
}
