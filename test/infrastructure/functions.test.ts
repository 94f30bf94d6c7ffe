import { describe, expect, it } from 'vitest';
import { stages } from '../../lib/config.ts';
import { type Json, ofType, type Resource, shortName, target } from './synthesise.ts';

/** Every action that a function may take, beside its log and its traces; for workers, beside their queue. */
const permissions: Record<string, string[]> = {
  'register-definitions': [
    'dynamodb:ConditionCheckItem table',
    'dynamodb:DeleteItem table',
    'dynamodb:GetItem table',
    'dynamodb:PutItem table',
    'dynamodb:Query table',
    'dynamodb:UpdateItem table',
    'events:PutEvents bus',
    's3:GetObject uploads/definitions/*',
    's3:GetObjectVersion uploads/definitions/*',
    's3:PutObject records/definitions/*',
  ],
  'validate-submission': [
    'dynamodb:BatchGetItem table',
    'dynamodb:ConditionCheckItem table',
    'dynamodb:GetItem table',
    'dynamodb:PutItem table',
    'dynamodb:Query table',
    'dynamodb:UpdateItem table',
    'events:PutEvents bus',
    's3:GetObject records/definitions/*',
    's3:GetObject records/parts/*',
    's3:GetObject uploads/submissions/*',
    's3:GetObjectVersion uploads/submissions/*',
    's3:ListBucket records',
    's3:PutObject records/parts/*',
  ],
  'recompute-rankings': [
    'dynamodb:BatchWriteItem table',
    'dynamodb:GetItem table',
    'dynamodb:PutItem table',
    'dynamodb:Query table',
    'dynamodb:UpdateItem table',
    'events:PutEvents bus',
    's3:GetObject records/definitions/*',
    's3:GetObject records/parts/*',
    's3:GetObject records/runs/*',
    's3:ListBucket records',
    's3:PutObject records/runs/*',
  ],
  'publish-release': [
    'dynamodb:ConditionCheckItem table',
    'dynamodb:GetItem table',
    'dynamodb:PutItem table',
    'dynamodb:UpdateItem table',
    'events:PutEvents bus',
  ],
  'carry-out-orders': [
    'dynamodb:GetItem table',
    'dynamodb:PutItem table',
    'dynamodb:Query table',
    'dynamodb:UpdateItem table',
    'events:PutEvents bus',
  ],
  'append-audit': ['dynamodb:PutItem auditlog', 'dynamodb:Query auditlog'],
  'assess-ranks': [
    'dynamodb:GetItem table',
    'dynamodb:Query table',
    'dynamodb:UpdateItem table',
    's3:GetObject records/analyses/*',
    's3:GetObject records/definitions/*',
    's3:GetObject records/parts/*',
    's3:ListBucket records',
    's3:PutObject records/analyses/*',
  ],
  attest: [
    'dynamodb:BatchGetItem table',
    'dynamodb:GetItem table',
    'dynamodb:PutItem table',
    'dynamodb:Query table',
    'kms:GetPublicKey key',
    'kms:Sign key',
    's3:GetObject records/definitions/*',
    's3:GetObject records/manifests/*',
    's3:GetObject records/parts/*',
    's3:GetObject records/receipts/*',
    's3:GetObject records/runs/*',
    's3:GetObject uploads/submissions/*',
    's3:GetObjectVersion uploads/submissions/*',
    's3:ListBucket records',
    's3:PutObject records/manifests/*',
    's3:PutObject records/receipts/*',
  ],
  'render-pages': [
    'dynamodb:GetItem table',
    'dynamodb:Query table',
    's3:GetObject records/definitions/*',
    's3:GetObject records/parts/*',
    's3:GetObject records/runs/*',
    's3:ListBucket records',
    ...['assets/*', 'desk/*', 'en/*', 'vi/*'].map((path) => `s3:DeleteObject pages/${path}`),
    's3:ListBucket pages',
    ...['assets/*', 'desk/*', 'en', 'en/*', 'vi', 'vi/*'].map((path) => `s3:PutObject pages/${path}`),
  ].sort(),
  'proof-api': [
    'dynamodb:Query table',
    's3:GetObject records/definitions/*',
    's3:GetObject records/manifests/*',
    's3:GetObject records/parts/*',
    's3:GetObject records/runs/*',
    's3:ListBucket records',
  ],
  'public-api': [
    'dynamodb:BatchGetItem table',
    'dynamodb:GetItem table',
    'dynamodb:Query table',
    's3:GetObject records/definitions/*',
    's3:GetObject records/parts/*',
    's3:GetObject records/analyses/*',
    's3:PutObject records/analyses/*',
    's3:ListBucket records',
  ].sort(),
  'watch-deadlines': [
    'dynamodb:BatchGetItem table',
    'dynamodb:DeleteItem table',
    'dynamodb:GetItem table',
    'dynamodb:Query table',
    'dynamodb:UpdateItem table',
    'events:PutEvents bus',
    's3:GetObject uploads/definitions/*',
    's3:GetObject uploads/submissions/*',
    's3:ListBucket uploads',
  ],
  'mail-notices': ['dynamodb:GetItem table', 'dynamodb:UpdateItem table', 'sns:Publish topic'],
  'route-webhooks': ['dynamodb:Query table', 'sqs:SendMessage queue'],
  'deliver-webhooks': ['dynamodb:GetItem table', 'kms:Decrypt key'],
  'desk-api': [
    'dynamodb:BatchGetItem table',
    'dynamodb:ConditionCheckItem table',
    'dynamodb:DeleteItem table',
    'dynamodb:GetItem table',
    'dynamodb:PutItem table',
    'dynamodb:Query auditlog',
    'dynamodb:Query table',
    'dynamodb:UpdateItem table',
    'events:PutEvents bus',
    'kms:Encrypt webhookkey',
    's3:GetObject records/definitions/*',
    's3:GetObject records/parts/*',
    's3:GetObject records/receipts/*',
    's3:GetObject uploads/submissions/*',
    's3:GetObjectVersion uploads/submissions/*',
    's3:ListBucket records',
    's3:PutObject records/parts/*',
    's3:PutObject uploads/definitions/*',
    's3:PutObject uploads/submissions/*',
  ],
  authorise: [],
};

/** X-Ray's two actions know no resources; they alone have a `*`. */
const everyFunction = [
  'logs:CreateLogStream log',
  'logs:PutLogEvents log',
  'xray:PutTelemetryRecords *',
  'xray:PutTraceSegments *',
];

const everyWorker = [
  'sqs:ChangeMessageVisibility queue',
  'sqs:DeleteMessage queue',
  'sqs:GetQueueAttributes queue',
  'sqs:GetQueueUrl queue',
  'sqs:ReceiveMessage queue',
];

const storage = ['EVENT_BUS_NAME', 'RECORDS_BUCKET', 'S3_PATH_STYLE', 'TABLE_NAME'];

/** What a function is told, beside STAGE, LOG_LEVEL and NODE_OPTIONS. */
const environments: Record<string, (keys: string) => string[]> = {
  'register-definitions': () => [...storage, 'UPLOADS_BUCKET'],
  'validate-submission': () => [...storage, 'UPLOADS_BUCKET'],
  'recompute-rankings': () => storage,
  'publish-release': () => storage,
  'carry-out-orders': () => ['EVENT_BUS_NAME', 'TABLE_NAME'],
  'append-audit': () => ['AUDIT_TABLE_NAME'],
  'assess-ranks': () => ['RECORDS_BUCKET', 'S3_PATH_STYLE', 'TABLE_NAME'],
  attest: () => ['RECORDS_BUCKET', 'S3_PATH_STYLE', 'SIGNING_KEY_ID', 'TABLE_NAME', 'UPLOADS_BUCKET'],
  'watch-deadlines': () => [...storage, 'REMINDER_DAYS', 'UPLOADS_BUCKET', 'WAITING_HOURS'],
  'mail-notices': () => ['NOTICE_TOPIC_ARN', 'TABLE_NAME'],
  'route-webhooks': () => ['DELIVERY_QUEUE_URL', 'TABLE_NAME'],
  'deliver-webhooks': () => ['LOCAL_WEBHOOKS', 'TABLE_NAME', 'WEBHOOK_KEY'],
  'render-pages': () => ['DESK_CONFIG', 'PAGES_BUCKET', 'RECORDS_BUCKET', 'S3_PATH_STYLE', 'TABLE_NAME'],
  'proof-api': () => ['RECORDS_BUCKET', 'S3_PATH_STYLE', 'TABLE_NAME'],
  'public-api': () => ['RECORDS_BUCKET', 'S3_PATH_STYLE', 'TABLE_NAME'],
  'desk-api': (keys) => [
    'AUDIT_TABLE_NAME',
    'CORS_ORIGINS',
    'EVENT_BUS_NAME',
    'LOCAL_WEBHOOKS',
    'RECORDS_BUCKET',
    'S3_PATH_STYLE',
    'TABLE_NAME',
    'TOKEN_AUDIENCE',
    'TOKEN_CLAIMS',
    'TOKEN_ISSUER',
    keys,
    'UPLOADS_BUCKET',
    'WEBHOOK_KEY',
  ],
  authorise: (keys) => ['TOKEN_AUDIENCE', 'TOKEN_CLAIMS', 'TOKEN_ISSUER', keys],
};

/** What a function's policy names in its own stack. */
const own: Record<string, string> = {
  'AWS::SQS::Queue': 'queue',
  'AWS::Logs::LogGroup': 'log',
  'AWS::KMS::Key': 'key',
  'AWS::SNS::Topic': 'topic',
};

const names = Object.keys(permissions);
const list = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

describe.each(stages)('functions of stage %s', (stage) => {
  const functions = ofType(stage, 'AWS::Lambda::Function');
  const byName = (name: string): Resource =>
    functions.find(({ properties }) => properties.FunctionName === `civindex-${stage}-${name}`)!;

  /** A resource of a statement in the words of the table above. */
  function inWords(policy: Resource, resource: Json): string {
    if (typeof resource === 'string') return resource;
    const [arn, path = ''] = resource['Fn::Join']?.[1] ?? [resource];
    const exported = /GetAtt(Table|AuditLog|Uploads|Records|Pages|Bus|WebhookKey)/.exec(
      arn['Fn::ImportValue'] ?? '',
    )?.[1];
    if (exported) return `${exported.toLowerCase()}${path}`;
    return own[target(policy, stage, arn)?.type ?? ''] ?? JSON.stringify(resource);
  }

  function allowed(lambda: Resource): string[] {
    const role = target(lambda, stage, lambda.properties.Role)!;
    expect(role.properties.ManagedPolicyArns).toBeUndefined();
    expect(role.properties.Policies).toBeUndefined();
    return ofType(stage, 'AWS::IAM::Policy')
      .filter((policy) => list(policy.properties.Roles).some((ref) => target(policy, stage, ref) === role))
      .flatMap((policy) =>
        policy.properties.PolicyDocument.Statement.flatMap((statement: Json) => {
          expect(statement.Effect).toBe('Allow');
          return list(statement.Action).flatMap((action) =>
            list(statement.Resource).map((resource) => `${action} ${inWords(policy, resource)}`),
          );
        }),
      )
      .sort();
  }

  it('are those that the architecture names', () => {
    expect(functions.map(({ properties }) => shortName(stage, properties.FunctionName)).sort()).toEqual(
      [...names].sort(),
    );
  });

  it.each(names)('%s may do what its use case does, and nothing else', (name) => {
    const isWorker = !['public-api', 'proof-api', 'desk-api', 'authorise'].includes(name);
    const expected = [...permissions[name]!, ...everyFunction, ...(isWorker ? everyWorker : [])];
    expect(allowed(byName(name))).toEqual(expected.sort());
  });

  it('have a role each', () => {
    const roles = functions.map((lambda) => target(lambda, stage, lambda.properties.Role)!.id);
    expect(new Set(roles).size).toBe(functions.length);
  });

  it.each(names)('%s is told what it needs, and nothing else', (name) => {
    const keys = stage === 'local' ? 'TOKEN_JWKS' : 'TOKEN_JWKS_URL';
    const variables = byName(name).properties.Environment.Variables;
    const expected = ['LOG_LEVEL', 'NODE_OPTIONS', 'STAGE', ...environments[name]!(keys)];
    expect(Object.keys(variables).sort()).toEqual(expected.sort());
    if ('S3_PATH_STYLE' in variables) expect(variables.S3_PATH_STYLE).toBe(String(stage === 'local'));
  });

  it('run on Node 24 and Arm, traced, with a log of their own that ends', () => {
    for (const lambda of functions) {
      expect(lambda.properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
      const log = target(lambda, stage, lambda.properties.LoggingConfig.LogGroup)!;
      expect(log.properties).toMatchObject({
        LogGroupName: `/aws/lambda/${lambda.properties.FunctionName}`,
        RetentionInDays: stage === 'local' ? 1 : 365,
      });
    }
  });
});
