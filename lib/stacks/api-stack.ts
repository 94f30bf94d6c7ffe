import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Config, TokenIssuer } from '../config.ts';
import { ApiAlarms } from '../constructs/api-alarms.ts';
import { programsOf } from '../constructs/client-limits.ts';
import { ServiceApi } from '../constructs/service-api.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { addressEnvironment, stackSettings } from '../stage-settings.ts';
import { tokenEnvironment } from '../token-environment.ts';
import type { NoticesStack } from './notices-stack.ts';
import type { StatefulStack } from './stateful-stack.ts';

export type ApiStackProps = {
  /** Whose tokens the desk accepts. */
  issuer: TokenIssuer;
  config: Config;
  stateful: StatefulStack;
  notices: NoticesStack;
  alarmTopic: ITopic;
};

/** What the public reads, and the desk where agencies and operators hand in. */
export class ApiStack extends Stack {
  readonly api: ServiceApi;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, stackSettings(props.config, 'api', 'public readings and the desk'));
    const { config } = props;
    this.api = new ServiceApi(this, 'Api', {
      config,
      description: `Civindex ${config.stage}`,
      functions: {
        publicApi: this.#publicApi(props).lambda,
        proofApi: this.#proofApi(props).lambda,
        deskApi: this.#deskApi(props).lambda,
        authorise: this.#authorise(props).lambda,
      },
    });
    new ApiAlarms(this, 'Alarms', { config, topic: props.alarmTopic, api: this.api });
    this.#output();
  }

  #publicApi({ config, stateful: { table, records } }: ApiStackProps): ServiceFunction {
    const publicApi = new ServiceFunction(this, 'PublicApi', {
      config,
      name: 'public-api',
      description: 'Answers what the public asks of released rankings',
      inParts: true,
      memorySize: 1024,
      timeout: Duration.seconds(10),
      environment: {
        TABLE_NAME: table.tableName,
        RECORDS_BUCKET: records.bucketName,
        S3_PATH_STYLE: String(config.emulated),
        ...addressEnvironment(config),
      },
    });
    publicApi.allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], table.tableArn);
    publicApi.allowObjects(['s3:GetObject'], records, 'definitions');
    publicApi.allowObjects(['s3:GetObject'], records, 'parts');
    publicApi.allowObjects(['s3:GetObject', 's3:PutObject'], records, 'analyses');
    publicApi.allowTellingAbsence(records);
    return publicApi;
  }

  #proofApi({ config, stateful: { table, records } }: ApiStackProps): ServiceFunction {
    const proofApi = new ServiceFunction(this, 'ProofApi', {
      config,
      name: 'proof-api',
      description: 'Gives everyone what checking a release takes: keys, manifests, files',
      memorySize: 512,
      timeout: Duration.seconds(10),
      environment: {
        TABLE_NAME: table.tableName,
        RECORDS_BUCKET: records.bucketName,
        S3_PATH_STYLE: String(config.emulated),
      },
    });
    proofApi.allow(['dynamodb:Query'], table.tableArn);
    for (const prefix of ['manifests', 'definitions', 'parts', 'runs'])
      proofApi.allowObjects(['s3:GetObject'], records, prefix);
    proofApi.allowTellingAbsence(records);
    return proofApi;
  }

  #deskApi({
    config,
    stateful: { auditLog, table, uploads, records, bus },
    notices,
    issuer,
  }: ApiStackProps): ServiceFunction {
    const deskApi = new ServiceFunction(this, 'DeskApi', {
      config,
      name: 'desk-api',
      description: 'Takes in submissions and definitions, and tells agencies what became of theirs',
      memorySize: 1024,
      // A long file that is sent back marked takes its time; the gateway waits no longer.
      timeout: Duration.seconds(29),
      environment: {
        TABLE_NAME: table.tableName,
        AUDIT_TABLE_NAME: auditLog.tableName,
        UPLOADS_BUCKET: uploads.bucketName,
        RECORDS_BUCKET: records.bucketName,
        EVENT_BUS_NAME: bus.eventBusName,
        WEBHOOK_KEY: notices.webhookKey.keyArn,
        LOCAL_WEBHOOKS: String(config.emulated),
        S3_PATH_STYLE: String(config.emulated),
        CORS_ORIGINS: config.corsOrigins.join(','),
        ...tokenEnvironment(issuer),
      },
    });
    deskApi.allow(
      ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].map(
        (action) => `dynamodb:${action}`,
      ),
      table.tableArn,
    );
    deskApi.allow(['events:PutEvents'], bus.eventBusArn);
    deskApi.allow(['kms:Encrypt'], notices.webhookKey.keyArn);
    // A signed form can do no more than its signer; what is shown is the version that was judged.
    deskApi.allowObjects(['s3:PutObject', 's3:GetObject', 's3:GetObjectVersion'], uploads, 'submissions');
    deskApi.allowObjects(['s3:PutObject'], uploads, 'definitions');
    deskApi.allowObjects(['s3:GetObject'], records, 'definitions');
    deskApi.allowObjects(['s3:GetObject', 's3:PutObject'], records, 'parts');
    deskApi.allowObjects(['s3:GetObject'], records, 'receipts');
    deskApi.allowTellingAbsence(records);
    deskApi.allow(['dynamodb:Query'], auditLog.tableArn);
    return deskApi;
  }

  #authorise({ config, issuer }: ApiStackProps): ServiceFunction {
    return new ServiceFunction(this, 'Authorise', {
      config,
      name: 'authorise',
      description: 'Lets those with a valid access token reach the desk',
      memorySize: 512,
      timeout: Duration.seconds(5),
      environment: { ...tokenEnvironment(issuer), PROGRAMS: programsOf(config).join(',') },
    });
  }

  /** Scripts read these by name. */
  #output() {
    new CfnOutput(this, 'ApiUrl', { value: this.api.url });
    new CfnOutput(this, 'ApiId', { value: this.api.restApiId });
    new CfnOutput(this, 'ApiStage', { value: this.api.deploymentStage.stageName });
  }
}
