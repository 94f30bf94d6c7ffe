import { Duration, Stack } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { EventRule } from '../constructs/event-rule.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { stackSettings } from '../stage-settings.ts';
import type { StatefulStack } from './stateful-stack.ts';

export type WorkerStackProps = { config: Config; stateful: StatefulStack; alarmTopic: ITopic };

/** From an uploaded file to a definition or a part, and the news of it. */
export class IngestionStack extends Stack {
  constructor(scope: Construct, id: string, props: WorkerStackProps) {
    super(scope, id, stackSettings(props.config, 'ingestion', 'judges uploaded definitions and data'));
    this.#registerDefinitions(props);
    this.#validateSubmission(props);
  }

  #registerDefinitions({ config, alarmTopic, stateful }: WorkerStackProps) {
    const { table, uploads, records, bus } = stateful;
    const worker = new QueueWorker(this, 'RegisterDefinitions', {
      config,
      alarmTopic,
      name: 'register-definitions',
      description: 'Checks an uploaded bundle of definitions and puts it into force',
      memorySize: 1024,
      timeout: Duration.minutes(1),
      batchSize: 1,
      maximumConcurrency: config.concurrency.registerDefinitions,
      maximumAge: Duration.hours(1),
      errorImpact:
        'New definitions are not in force: files are judged and rankings computed by the old ones.',
      environment: environment(config, stateful),
    });
    worker.function.allowObjects(['s3:GetObject', 's3:GetObjectVersion'], uploads, 'definitions');
    worker.function.allowObjects(['s3:PutObject'], records, 'definitions');
    worker.function.allow([...tableActions, 'dynamodb:DeleteItem'], table.tableArn);
    worker.function.allow(['events:PutEvents'], bus.eventBusArn);
    onUpload('definitions', worker, stateful);
  }

  #validateSubmission({ config, alarmTopic, stateful }: WorkerStackProps) {
    const { table, uploads, records, bus } = stateful;
    const worker = new QueueWorker(this, 'ValidateSubmission', {
      config,
      alarmTopic,
      name: 'validate-submission',
      description: 'Judges an uploaded data file and puts an accepted one into its dataset',
      memorySize: 1769,
      timeout: Duration.minutes(1),
      // One file a call: a file that is large or wrong holds up no other.
      batchSize: 1,
      maximumConcurrency: config.concurrency.validateSubmission,
      // Agencies are promised an answer within four hours; three are left to give it.
      maximumAge: Duration.hours(1),
      errorImpact: 'An agency’s file is neither accepted nor rejected, and rankings go on without it.',
      environment: environment(config, stateful),
    });
    worker.function.allowObjects(['s3:GetObject', 's3:GetObjectVersion'], uploads, 'submissions');
    worker.function.allowObjects(['s3:GetObject'], records, 'definitions');
    worker.function.allowObjects(['s3:GetObject', 's3:PutObject'], records, 'parts');
    worker.function.allowTellingAbsence(records);
    worker.function.allow([...tableActions, 'dynamodb:BatchGetItem'], table.tableArn);
    worker.function.allow(['events:PutEvents'], bus.eventBusArn);
    onUpload('submissions', worker, stateful);
  }
}

const tableActions = [
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:ConditionCheckItem',
];

function onUpload(prefix: 'definitions' | 'submissions', worker: QueueWorker, { uploads }: StatefulStack) {
  new EventRule(worker, 'Uploads', {
    description: `A file has arrived under ${prefix}/`,
    pattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [uploads.bucketName] }, object: { key: [{ prefix: `${prefix}/` }] } },
    },
    worker,
  });
}

const environment = (config: Config, { table, uploads, records, bus }: StatefulStack) => ({
  TABLE_NAME: table.tableName,
  UPLOADS_BUCKET: uploads.bucketName,
  RECORDS_BUCKET: records.bucketName,
  EVENT_BUS_NAME: bus.eventBusName,
  S3_PATH_STYLE: String(config.emulated),
});
