import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, type TablePropsV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { type Bucket, type CfnBucket, HttpMethods, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { PrivateBucket, type PrivateBucketProps } from '../constructs/private-bucket.ts';
import { removalPolicy, stackSettings } from '../stage-settings.ts';

/** What must not be lost, and the bus between those who change it. docs/data-model.md says what lies where. */
export class StatefulStack extends Stack {
  readonly table: TableV2;
  /** Apart, so that nobody has a grant to change what is in it. */
  readonly auditLog: TableV2;
  readonly uploads: Bucket;
  readonly records: Bucket;
  /** Pages for people; what is lost is drawn again. An object's key is the page's address without its first slash. */
  readonly pages: Bucket;
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { config }: { config: Config }) {
    super(scope, id, stackSettings(config, 'stateful', 'table, buckets and event bus'));
    this.table = new TableV2(this, 'Table', tableSettings(config));
    this.auditLog = new TableV2(this, 'AuditLog', tableSettings(config));
    const logged = this.#accessLogs(config);
    this.uploads = new PrivateBucket(this, 'Uploads', {
      config,
      locked: 'when-asked',
      ...logged('uploads/'),
      // Browsers post files here with a form that the desk has signed.
      cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: config.corsOrigins, maxAge: 3600 }],
    });
    this.records = new PrivateBucket(this, 'Records', {
      config,
      locked: 'from-writing',
      ...logged('records/'),
      // Any page may check a release: it follows the link that proof-api has signed.
      cors: [{ allowedMethods: [HttpMethods.GET, HttpMethods.HEAD], allowedOrigins: ['*'], maxAge: 86_400 }],
    });
    this.pages = new PrivateBucket(this, 'Pages', {
      config,
      ...logged('pages/'),
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
    });
    announceObjects(this.uploads);
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: `civindex-${config.stage}`,
      description: 'What happened to submissions, rankings and releases',
    });
    this.#output();
  }

  /** Where a bucket's access log goes: nowhere on an emulator, which writes none. */
  #accessLogs(config: Config): (prefix: string) => Partial<PrivateBucketProps> {
    if (config.emulated) return () => ({});
    const accessLogs = new PrivateBucket(this, 'AccessLogs', {
      config,
      lifecycleRules: [
        {
          expiration: Duration.days(config.logRetentionDays),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
    return (serverAccessLogsPrefix) => ({
      serverAccessLogsBucket: accessLogs as IBucket,
      serverAccessLogsPrefix,
    });
  }

  /** Scripts read these by name. */
  #output() {
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'UploadsBucketName', { value: this.uploads.bucketName });
    new CfnOutput(this, 'RecordsBucketName', { value: this.records.bucketName });
    new CfnOutput(this, 'PagesBucketName', { value: this.pages.bucketName });
    new CfnOutput(this, 'EventBusName', { value: this.bus.eventBusName });
  }
}

const tableSettings = (config: Config): TablePropsV2 => ({
  partitionKey: { name: 'pk', type: AttributeType.STRING },
  sortKey: { name: 'sk', type: AttributeType.STRING },
  billing: Billing.onDemand(),
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  deletionProtection: config.retainData,
  removalPolicy: removalPolicy(config),
});

/** `eventBridgeEnabled` would do it with a custom resource and its function; this is plain CloudFormation. */
function announceObjects(bucket: Bucket) {
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
