import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { auditedActs, eventSource } from '../../contracts/events.ts';
import { EventRule } from '../constructs/event-rule.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { SigningKey } from '../constructs/signing-key.ts';
import { stackSettings } from '../stage-settings.ts';
import type { WorkerStackProps } from './ingestion-stack.ts';

/** What lets anyone check a release: after it is public, so that no reader waits for it. */
export class ProofStack extends Stack {
  constructor(scope: Construct, id: string, props: WorkerStackProps) {
    super(scope, id, stackSettings(props.config, 'proof', 'signs releases and receipts'));
    this.#attest(props);
    this.#appendAudit(props);
  }

  #attest({ config, alarmTopic, stateful: { table, uploads, records, bus } }: WorkerStackProps) {
    const key = new SigningKey(this, { config });
    const worker = new QueueWorker(this, 'Attest', {
      config,
      alarmTopic,
      name: 'attest',
      description: 'Signs manifests of releases and receipts of judged files',
      memorySize: 1024,
      timeout: Duration.minutes(2),
      batchSize: 10,
      maximumConcurrency: config.concurrency.attest,
      maximumAge: Duration.hours(1),
      errorImpact:
        'A release or a file has no signed proof yet; figures and their readers are not concerned.',
      environment: {
        TABLE_NAME: table.tableName,
        UPLOADS_BUCKET: uploads.bucketName,
        RECORDS_BUCKET: records.bucketName,
        SIGNING_KEY_ID: key.keyArn,
        ...(config.retention && { RETENTION: JSON.stringify(config.retention) }),
        S3_PATH_STYLE: String(config.emulated),
      },
    });
    worker.function.allow(['kms:GetPublicKey', 'kms:Sign'], key.keyArn);
    worker.function.allow(
      ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      table.tableArn,
    );
    worker.function.allowObjects(['s3:GetObject', 's3:GetObjectVersion'], uploads, 'submissions');
    if (config.retention) worker.function.allowObjects(['s3:PutObjectRetention'], uploads, 'submissions');
    for (const prefix of ['definitions', 'parts', 'runs'])
      worker.function.allowObjects(['s3:GetObject'], records, prefix);
    for (const prefix of ['manifests', 'receipts'])
      worker.function.allowObjects(['s3:GetObject', 's3:PutObject'], records, prefix);
    worker.function.allowTellingAbsence(records);
    new EventRule(worker, 'Events', {
      bus,
      description: 'Releases and judged files',
      pattern: { source: [eventSource], detailType: ['release.published', 'submission.decided'] },
      worker,
    });
  }

  #appendAudit({ config, alarmTopic, stateful: { auditLog, bus } }: WorkerStackProps) {
    const worker = new QueueWorker(this, 'AppendAudit', {
      config,
      alarmTopic,
      name: 'append-audit',
      description: 'Writes every act on an edition into its audit log',
      memorySize: 512,
      timeout: Duration.seconds(30),
      batchSize: 10,
      maximumConcurrency: config.concurrency.appendAudit,
      maximumAge: Duration.hours(1),
      errorImpact: 'Acts of the last hour are not in the audit log; figures and agencies are not concerned.',
      environment: { AUDIT_TABLE_NAME: auditLog.tableName },
    });
    // Nobody has more: what is written is neither updated nor deleted.
    worker.function.allow(['dynamodb:PutItem', 'dynamodb:Query'], auditLog.tableArn);
    new EventRule(worker, 'Events', {
      bus,
      description: 'Acts on editions',
      pattern: { source: [eventSource], detailType: [...auditedActs] },
      worker,
    });
  }
}
