import { resolve } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Command, Option } from 'commander';
import { createSubmissionStore } from '../adapters/dynamodb/submission-store.ts';
import { changeItems, copyMissing, type ItemChange } from '../adapters/dynamodb/whole-table.ts';
import { holdObject } from '../adapters/s3/file-retention.ts';
import { partObject, receiptObject } from '../adapters/s3/record-keys.ts';
import { redrive } from '../adapters/sqs/redrive.ts';
import { replayEdition } from '../use-cases/replay-edition.ts';
import { emulatorCredentials, emulatorRegion } from './emulator-environment.ts';
import { demoDeploymentFile, readDeployment } from './local-deployment.ts';
import { lookAt } from './look.ts';
import { replayPorts } from './replay-ports.ts';
import { linesAbout, storyOf } from './trace.ts';

/**
 * `npm run ops -- …`: what an operator does by hand. Against the running demo, or with `--stage prod` and the
 * operator's own credentials against the account.
 */
type Options = { stage: 'local' | 'prod' };
type Named = { table?: string; records?: string; uploads?: string };

const program = new Command('npm run ops --').addOption(
  new Option('--stage <stage>', 'which deployment').choices(['local', 'prod']).default('local'),
);
const options = () => program.opts<Options>();

/** The demo's emulator, or the account that the environment's credentials open. */
const account = () =>
  options().stage === 'prod'
    ? {}
    : {
        endpoint: readDeployment(demoDeploymentFile).endpoint,
        region: emulatorRegion,
        credentials: emulatorCredentials,
      };

program
  .command('look')
  .description('tell what waits for a worker, what was given up, and which errors it has logged')
  .argument('<worker>', 'such as validate-submission')
  .action(async (worker: string) => {
    const clients = { sqs: new SQSClient(account()), logs: new CloudWatchLogsClient(account()) };
    const lines = await lookAt(clients, `civindex-${options().stage}-${worker}`, new Date());
    for (const line of lines) console.log(line);
  });

program
  .command('redrive')
  .description('send the dead letters of a queue to it again, once their cause is mended')
  .argument('<queue>', 'the worker, such as validate-submission')
  .action(async (queue: string) => {
    const sent = await redrive(new SQSClient(account()), `civindex-${options().stage}-${queue}`);
    console.log(`${sent} message${sent === 1 ? '' : 's'} sent to ${queue} again`);
  });

program
  .command('trace')
  .description('tell what became of a submission, from the logs of every function')
  .argument('<submission>', 'its id')
  .action(async (submission: string) => {
    const client = new CloudWatchLogsClient(account());
    const lines = await linesAbout(client, `/aws/lambda/civindex-${options().stage}-`, submission);
    for (const line of storyOf(lines)) console.log(line);
    if (lines.length === 0) throw new Error(`No function has logged anything about ${submission}`);
  });

program
  .command('replay')
  .description('rebuild an edition in the table from S3 alone')
  .argument('<edition>', 'such as dti-province/2022')
  .option('--table <name>', 'default: that of the demo')
  .option('--records <bucket>', 'default: that of the demo')
  .action(async (edition: string, named: Named) => {
    const [index = '', period = ''] = edition.split('/');
    const started = performance.now();
    const ports = replayPorts(tableOf(named), bucketOf(named, 'records'));
    for (const { revision, results, computed } of await replayEdition(ports, { index, period }))
      console.log(`release ${revision}  ${results}  ${computed ? 'computed again' : 'as it was kept'}`);
    console.log(`${edition} is rebuilt in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  });

program
  .command('hold')
  .description(
    'let nobody delete the file of a submission, its part and its receipt, until the hold is lifted',
  )
  .argument('<submission>', 'its id')
  .option('--lift', 'end the hold')
  .option('--table <name>', 'default: that of the demo')
  .option('--records <bucket>', 'default: that of the demo')
  .option('--uploads <bucket>', 'default: that of the demo')
  .action(async (id: string, { lift, ...named }: Named & { lift?: true }) => {
    const [uploads, records] = [bucketOf(named, 'uploads'), bucketOf(named, 'records')];
    const submission = await createSubmissionStore(tableOf(named)).get(id);
    if (!submission) throw new Error(`There is no submission ${id}`);
    const status = lift ? 'OFF' : 'ON';
    const { key, objectVersion: version, part } = submission;
    await holdObject(uploads, { key, version }, status);
    const kept = [...(part ? [partObject(part)] : []), receiptObject(id)];
    for (const object of kept) await holdObject(records, { key: object }, status);
    console.log(`Hold ${status}: ${[key, ...kept].join(', ')}`);
  });

program
  .command('change')
  .description('change items of the table as a module says that exports "change"; may run twice')
  .argument('<file>', 'such as docs/examples/touched-as-editions.ts')
  .option('--table <name>', 'default: that of the demo')
  .action(async (file: string, named: Named) => {
    const { change } = (await import(resolve(file))) as { change: ItemChange };
    const { looked, changed } = await changeItems(tableOf(named), change);
    console.log(`${changed} of ${looked} items changed`);
  });

program
  .command('copy')
  .description('copy what the table lacks from another, such as one restored to a point in time')
  .argument('<from>', 'the other table')
  .option('--table <name>', 'default: that of the demo')
  .action(async (from: string, named: Named) => {
    const table = tableOf(named);
    const { looked, copied } = await copyMissing({ ...table, tableName: from }, table);
    console.log(`${copied} of ${looked} items copied; the others are there`);
  });

const outputNames = { table: 'TableName', records: 'RecordsBucketName', uploads: 'UploadsBucketName' };

function nameOf(named: Named, option: keyof Named): string {
  const outputs = options().stage === 'local' ? readDeployment(demoDeploymentFile).outputs : {};
  const name = named[option] ?? outputs[outputNames[option]];
  if (!name) throw new Error(`Name --${option}: the output ${outputNames[option]} of the stack "stateful"`);
  return name;
}

const tableOf = (named: Named) => ({
  client: new DynamoDBClient(account()),
  tableName: nameOf(named, 'table'),
});

const bucketOf = (named: Named, option: 'records' | 'uploads') => ({
  client: new S3Client({ ...account(), forcePathStyle: options().stage === 'local' }),
  bucket: nameOf(named, option),
});

try {
  await program.parseAsync();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
