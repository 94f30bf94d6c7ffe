import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { build } from 'esbuild';
import { describe, expect, inject, it } from 'vitest';
import { emulatorCredentials, emulatorRegion } from '../../scripts/emulator-environment.ts';
import { zip } from '../builders/zip.ts';
import { deployment, eventually, outputs } from './stack.ts';

const lambda = new LambdaClient({
  endpoint: deployment.endpoint,
  region: emulatorRegion,
  credentials: emulatorCredentials,
});

/** Tries what proof-api may do, and what an intruder in it would. */
const intruder = `
import { DynamoDBClient, PutItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
const table = new DynamoDBClient({});
const s3 = new S3Client({ forcePathStyle: true });
export async function handler({ TableName, Records, Uploads }) {
  const pk = { S: 'intruder' };
  const of = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
  const tried = {
    'query the table': () => table.send(new QueryCommand({ TableName, ...of })),
    'read a manifest': () => s3.send(new GetObjectCommand({ Bucket: Records, Key: 'manifests/none' })),
    'scan the table': () => table.send(new ScanCommand({ TableName })),
    'write into the table': () => table.send(new PutItemCommand({ TableName, Item: { pk, sk: pk } })),
    'read a receipt': () => s3.send(new GetObjectCommand({ Bucket: Records, Key: 'receipts/none' })),
    'write a run': () => s3.send(new PutObjectCommand({ Bucket: Records, Key: 'runs/none', Body: '{}' })),
    'delete an upload': () => s3.send(new DeleteObjectCommand({ Bucket: Uploads, Key: 'submissions/none' })),
  };
  const outcomes = Object.entries(tried).map(async ([what, tries]) => [
    what,
    await tries().then(() => 'done', ({ name }) => name),
  ]);
  return Object.fromEntries(await Promise.all(outcomes));
}`;

async function withRoleOf(name: string, code: string, event: object): Promise<unknown> {
  const { Configuration } = await lambda.send(
    new GetFunctionCommand({ FunctionName: `civindex-local-${name}` }),
  );
  const bundled = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
  });
  const FunctionName = 'civindex-local-intruder';
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: Configuration!.Role!,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: 60,
      Code: { ZipFile: zip([{ name: 'index.js', content: bundled.outputFiles[0]!.text }]) },
    }),
  );
  try {
    await eventually(
      () => lambda.send(new GetFunctionCommand({ FunctionName })),
      ({ Configuration: made }) => made?.State !== 'Pending',
    );
    const { Payload } = await lambda.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
    );
    return JSON.parse(Buffer.from(Payload!).toString());
  } finally {
    await lambda.send(new DeleteFunctionCommand({ FunctionName }));
  }
}

const checksPolicies = inject('emulator') === 'ministack';
if (!checksPolicies) console.log('skipped: LocalStack’s community release checks no policies');

describe.runIf(checksPolicies)('a function on the stack that these tests run on', () => {
  it('is let do what its role allows, and nothing else', async () => {
    const { TableName, RecordsBucketName: Records, UploadsBucketName: Uploads } = outputs;
    expect(await withRoleOf('proof-api', intruder, { TableName, Records, Uploads })).toEqual({
      'query the table': 'done',
      'read a manifest': 'NoSuchKey',
      'scan the table': 'AccessDeniedException',
      'write into the table': 'AccessDeniedException',
      'read a receipt': 'AccessDenied',
      'write a run': 'AccessDenied',
      'delete an upload': 'AccessDenied',
    });
  });
});
