import { join } from 'node:path';
import {
  App,
  CfnOutput,
  CliCredentialsStackSynthesizer,
  Duration,
  type IStackSynthesizer,
  RemovalPolicy,
  Stack,
} from 'aws-cdk-lib';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Bucket, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { loadConfig } from '../lib/config.ts';
import { emulatorAccount, emulatorRegion } from '../scripts/emulator-environment.ts';

/**
 * The hops of the way from an upload to a ranking, with nothing in between: the same rules, queues, batch
 * sizes, rests and memory, and functions that write one item and emit one event. What an upload takes
 * through this is what the services take; the product's own share is the rest.
 */
const { recompute, concurrency } = loadConfig('local', {});
const root = join(import.meta.dirname, '..');

const stack = new Stack(new App(), 'empty-chain', {
  env: { account: emulatorAccount, region: emulatorRegion },
  synthesizer: new CliCredentialsStackSynthesizer() as IStackSynthesizer,
});
const table = new TableV2(stack, 'Table', {
  partitionKey: { name: 'pk', type: AttributeType.STRING },
  removalPolicy: RemovalPolicy.DESTROY,
});
const bus = new EventBus(stack, 'Bus', { eventBusName: 'empty-chain' }) as IEventBus;
const uploads = new Bucket(stack, 'Uploads', { versioned: true, removalPolicy: RemovalPolicy.DESTROY });
(uploads.node.defaultChild as CfnBucket).notificationConfiguration = {
  eventBridgeConfiguration: { eventBridgeEnabled: true },
};

function lambda(id: string, emits: string | undefined): NodejsFunction {
  const reached = new NodejsFunction(stack, id, {
    entry: join(root, 'bench', 'empty-hop.ts'),
    projectRoot: root,
    depsLockFilePath: join(root, 'package-lock.json'),
    handler: 'hop',
    memorySize: 1024,
    timeout: Duration.minutes(1),
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    environment: {
      TABLE_NAME: table.tableName,
      EVENT_BUS_NAME: bus.eventBusName,
      WRITES: id,
      ...(emits && { EMITS: emits }),
    },
    bundling: { format: OutputFormat.ESM, target: 'node24', minify: true, externalModules: [], banner },
  });
  table.grantWriteData(reached);
  bus.grantPutEventsTo(reached);
  return reached;
}
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

type Hop = {
  id: string;
  pattern: EventPattern;
  on?: IEventBus;
  batchSize: number;
  delay?: Duration;
  copies: number;
  emits?: string;
};

function hop({ id, pattern, on, batchSize, delay, copies, emits }: Hop): void {
  const queue = new Queue(stack, `${id}Queue`, {
    visibilityTimeout: Duration.minutes(7),
    ...(delay && { deliveryDelay: delay }),
  });
  new Rule(stack, `${id}Rule`, {
    eventPattern: pattern,
    targets: [new SqsQueue(queue)],
    ...(on && { eventBus: on }),
  });
  lambda(id, emits).addEventSource(
    new SqsEventSource(queue, { batchSize, maxConcurrency: copies, reportBatchItemFailures: true }),
  );
}

hop({
  id: 'Validate',
  pattern: {
    source: ['aws.s3'],
    detailType: ['Object Created'],
    detail: { bucket: { name: [uploads.bucketName] } },
  },
  batchSize: 1,
  copies: concurrency.validateSubmission,
  emits: 'accepted',
});
hop({
  id: 'Recompute',
  pattern: { source: ['empty-chain'], detailType: ['accepted'] },
  on: bus,
  batchSize: 10,
  delay: Duration.seconds(recompute.windowSeconds),
  copies: concurrency.recomputeRankings,
  emits: 'computed',
});
hop({
  id: 'Publish',
  pattern: { source: ['empty-chain'], detailType: ['computed'] },
  on: bus,
  batchSize: 10,
  copies: concurrency.publishRelease,
});

new CfnOutput(stack, 'TableName', { value: table.tableName });
new CfnOutput(stack, 'UploadsBucketName', { value: uploads.bucketName });
