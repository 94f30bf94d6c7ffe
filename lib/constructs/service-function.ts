import { join } from 'node:path';
import { type Duration, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  type IFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { type ICommandHooks, LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { type ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { removalPolicy, resourceName } from '../stage-settings.ts';

const root = join(import.meta.dirname, '..', '..');

export type ServiceFunctionProps = {
  config: Config;
  /** Its folder under `lambdas/`, and the end of its name in AWS. */
  name: string;
  description: string;
  memorySize: number;
  timeout: Duration;
  /** Beside STAGE and LOG_LEVEL, which every function gets. */
  environment: Record<string, string>;
  /** Bundles what is imported when first needed into files of its own, so that a cold start does not read it. */
  inParts?: true;
  /** A script that is told a folder beside the bundle, and writes into it what the function reads there. */
  withFiles?: { script: string; folder: string };
};

/**
 * A Lambda function with a role and a log group of its own. The role may write that log and send traces;
 * whatever else the function may do is granted action by action with `allow` and `allowObjects`.
 */
export class ServiceFunction extends Construct {
  readonly lambda: IFunction;
  readonly log: ILogGroup;
  readonly timeout: Duration;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { config, name, description, memorySize, timeout } = props;
    const functionName = resourceName(config, name);
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: config.logRetentionDays,
      removalPolicy: removalPolicy(config),
    });
    this.log = logGroup;
    this.timeout = timeout;
    this.#role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${functionName} may do`,
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn);
    const lambda = new NodejsFunction(this, 'Function', {
      functionName,
      description,
      memorySize,
      timeout,
      logGroup,
      role: this.#role,
      entry: join(root, 'lambdas', name, 'index.ts'),
      projectRoot: root,
      depsLockFilePath: join(root, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel[config.logLevel],
      environment: {
        STAGE: config.stage,
        LOG_LEVEL: config.logLevel,
        NODE_OPTIONS: '--enable-source-maps',
        ...props.environment,
      },
      bundling: { ...bundling, ...hooksOf(props) },
    });
    this.lambda = lambda;
    Validations.of(this.#role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'xray:PutTraceSegments and xray:PutTelemetryRecords know no resources; nothing else has this one.',
    });
    Validations.of(lambda).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason:
        'Never invoked asynchronously, so Lambda would never use it: API Gateway waits for the answer, and ' +
        'messages of a queue go to the dead-letter queue of that queue.',
    });
  }

  /** Named actions on one resource. */
  allow(actions: string[], resource: string): void {
    this.#role.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [resource] }));
  }

  /**
   * S3 tells a missing object from a forbidden one only to those who may list the bucket. It asks so without
   * naming a prefix, so that a condition on one would never hold.
   */
  allowTellingAbsence(bucket: Bucket): void {
    this.allow(['s3:ListBucket'], bucket.bucketArn);
  }

  /** Named actions on the objects of another stack's bucket whose keys begin with `{prefix}/`. */
  allowObjects(actions: string[], bucket: Bucket, prefix: string): void {
    this.allow(actions, bucket.arnForObjects(`${prefix}/*`));
    const bucketArn = Stack.of(bucket).exportValue(bucket.bucketArn);
    const exportName = Stack.of(this).resolve(bucketArn)['Fn::ImportValue'];
    Validations.of(this.#role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${exportName}/${prefix}/*]`,
      reason: `Keys contain ids and hashes that do not exist yet; the grant is ${actions.join(', ')} under ${prefix}/ only.`,
    });
  }
}

/** The AWS SDK is bundled: one known version, a faster cold start, and none is needed where it runs. */
const bundling = {
  format: OutputFormat.ESM,
  target: 'node24',
  logLevel: LogLevel.ERROR,
  minify: true,
  sourceMap: true,
  sourcesContent: false,
  mainFields: ['module', 'main'],
  externalModules: [],
  // CommonJS packages inside an ES module look for `require`.
  banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
};

const hooksOf = ({ name, inParts, withFiles }: ServiceFunctionProps): { commandHooks?: ICommandHooks } => {
  if (inParts) return { commandHooks: bundleInParts(name) };
  if (withFiles) return { commandHooks: afterBundling((folder) => writeFiles(withFiles, folder)) };
  return {};
};

/** esbuild parts a bundle only where it chooses the files' names itself, which NodejsFunction does not let it. */
const bundleInParts = (name: string) =>
  afterBundling((outputDir) =>
    [
      join(root, 'node_modules', '.bin', 'esbuild'),
      `"${join(root, 'lambdas', name, 'index.ts')}"`,
      `--outdir="${outputDir}" --out-extension:.js=.mjs --splitting --allow-overwrite`,
      '--bundle --minify --sourcemap --sources-content=false --format=esm --platform=node',
      `--target=${bundling.target} --main-fields=${bundling.mainFields.join(',')} --log-level=error`,
      `--banner:js="${bundling.banner}"`,
    ].join(' '),
  );

const writeFiles = ({ script, folder }: { script: string; folder: string }, outputDir: string): string =>
  `"${join(root, 'node_modules', '.bin', 'node')}" "${join(root, script)}" "${join(outputDir, folder)}"`;

const afterBundling = (command: (outputDir: string) => string): ICommandHooks => ({
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (_, outputDir) => [command(outputDir)],
});
