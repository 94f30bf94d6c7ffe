import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { indexKey, rankingPageKey } from '../../adapters/dynamodb/keys.ts';
import { createRunStore } from '../../adapters/dynamodb/run-store.ts';
import { toItem } from '../../adapters/dynamodb/table.ts';
import { emulatorCredentials, emulatorRegion } from '../../scripts/emulator-environment.ts';
import { replayPorts } from '../../scripts/replay-ports.ts';
import { linesAbout } from '../../scripts/trace.ts';
import { replayEdition } from '../../use-cases/replay-edition.ts';
import { deployment, edition, eventually, outputs, s3, send, untilIdle } from './stack.ts';

const client = {
  endpoint: deployment.endpoint,
  region: emulatorRegion,
  credentials: emulatorCredentials,
};

const logs = new CloudWatchLogsClient(client);

describe('the story of a submission', () => {
  it('is told from the logs of every function that it went through', async () => {
    const content = 'unit,no-such-indicator\nHuế,0.4\n';
    const { id } = await send('mic', { edition: 'dti-province/2022', content });
    const services = ['append-audit', 'attest', 'route-webhooks', 'validate-submission'];
    const lines = await eventually(
      () => linesAbout(logs, '/aws/lambda/civindex-local-', id),
      (found) => services.every((name) => found.some(({ service }) => service === name)),
      180_000,
    );
    expect(lines[0]).toMatchObject({ service: 'validate-submission', outcome: 'rejected' });
  });
});

describe('an edition of which only S3 is left', () => {
  it('has the same release again, in a table that was empty', async () => {
    await untilIdle('attest');
    const dynamoDb = new DynamoDBClient(client);
    const table = { client: dynamoDb, tableName: 'restored' };
    await dynamoDb.send(
      new CreateTableCommand({
        TableName: table.tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
    const records = { client: s3, bucket: outputs['RecordsBucketName']! };
    const place = { index: 'dti-province', period: '2021' };
    const started = performance.now();
    const replays = await replayEdition(replayPorts(table, records), place);
    console.log(`dti-province/2021 is rebuilt in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    const { release } = await edition('dti-province/2021');
    expect(replays.at(-1)).toMatchObject({ revision: release.revision, computed: true });
    const { run } = replays.at(-1)!;
    const stored = await createRunStore({ ...table, records }).summary(run);
    const { id, total } = stored!.cohorts[0]!;
    const read = async (tableName: string, key: { pk: string; sk: string }) =>
      (await dynamoDb.send(new GetItemCommand({ TableName: tableName, Key: toItem(key) }))).Item!;
    const page = rankingPageKey(run, id, total, 1);
    const [rebuilt, served] = [await read('restored', page), await read(outputs['TableName']!, page)];
    expect(rebuilt).toEqual(served);
    const current = await read('restored', indexKey('dti-province'));
    expect(current['editions']!.M!['2021']!.M!['run']!.S).toBe(run);
  });
});
