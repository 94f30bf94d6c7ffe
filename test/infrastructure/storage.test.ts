import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { addStacks } from '../../lib/civindex.ts';
import { loadConfig, stages } from '../../lib/config.ts';
import { grantsIn } from './permissions.ts';
import { type Json, ofType, type Resource, settings, target } from './synthesise.ts';

const named = (stage: 'local' | 'prod', start: string): Resource =>
  ofType(stage, 'AWS::S3::Bucket').find(({ id }) => id.startsWith(start))!;

describe.each(stages)('storage of stage %s', (stage) => {
  it('keeps every version of every object, encrypted, closed to the public', () => {
    const buckets = ofType(stage, 'AWS::S3::Bucket');
    expect(buckets.map(({ id }) => /^(AccessLogs|Uploads|Records|Pages)/.exec(id)?.[0])).toEqual([
      ...(stage === 'prod' ? ['AccessLogs'] : []),
      'Uploads',
      'Records',
      'Pages',
    ]);
    for (const { properties } of buckets) {
      expect(properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
      expect(properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(properties.OwnershipControls.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
      const [rule] = properties.BucketEncryption.ServerSideEncryptionConfiguration;
      expect(rule.ServerSideEncryptionByDefault).toEqual({ SSEAlgorithm: 'AES256' });
    }
  });

  it('tells EventBridge of uploads, and lets browsers post them', () => {
    const { properties } = named(stage, 'Uploads');
    expect(properties.NotificationConfiguration.EventBridgeConfiguration).toEqual({
      EventBridgeEnabled: true,
    });
    expect(properties.CorsConfiguration.CorsRules).toMatchObject([{ AllowedMethods: ['POST'] }]);
    expect(named(stage, 'Records').properties.NotificationConfiguration).toBeUndefined();
  });

  it('lets any page read a record that it has a signed link to, and write none', () => {
    expect(named(stage, 'Records').properties.CorsConfiguration.CorsRules).toMatchObject([
      { AllowedMethods: ['GET', 'HEAD'], AllowedOrigins: ['*'] },
    ]);
  });

  it('can restore its tables to any second of the last weeks', () => {
    const tables = ofType(stage, 'AWS::DynamoDB::GlobalTable');
    expect(tables.map(({ id }) => id.slice(0, 5))).toEqual(['Table', 'Audit']);
    for (const { properties } of tables)
      expect(properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
      });
  });
});

describe('storage of stage prod', () => {
  it('outlives its stack, and the table refuses to be deleted', () => {
    const data = [...ofType('prod', 'AWS::S3::Bucket'), ...ofType('prod', 'AWS::DynamoDB::GlobalTable')];
    for (const { definition } of data) expect(definition.DeletionPolicy).toBe('RetainExceptOnCreate');
    for (const { properties } of ofType('prod', 'AWS::DynamoDB::GlobalTable'))
      expect(properties.Replicas).toMatchObject([{ DeletionProtectionEnabled: true }]);
  });

  it('keeps the keys that it cannot do without, and turns the one that seals secrets every year', () => {
    const keys = ofType('prod', 'AWS::KMS::Key');
    expect(keys).toHaveLength(2);
    for (const { definition } of keys) expect(definition.DeletionPolicy).toBe('RetainExceptOnCreate');
    const [sealing] = keys.filter(({ id }) => id.startsWith('WebhookKey'));
    expect(sealing?.properties.EnableKeyRotation).toBe(true);
  });

  it('keeps every log for the time that the configuration says', () => {
    const logs = ofType('prod', 'AWS::Logs::LogGroup');
    expect(logs.length).toBeGreaterThan(15);
    for (const { properties, definition } of logs) {
      expect(properties.RetentionInDays, properties.LogGroupName).toBe(365);
      expect(definition.DeletionPolicy).toBe('RetainExceptOnCreate');
    }
  });

  it('refuses plain HTTP at every bucket', () => {
    const policies = ofType('prod', 'AWS::S3::BucketPolicy');
    expect(policies).toHaveLength(4);
    for (const { properties } of policies)
      expect(properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 's3:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
  });

  it('writes who read them into a bucket of its own', () => {
    const logs = ['Uploads', 'Records', 'Pages'].map((id) => {
      const bucket = named('prod', id);
      const { DestinationBucketName, LogFilePrefix } = bucket.properties.LoggingConfiguration;
      return [target(bucket, 'prod', DestinationBucketName)?.id.slice(0, 10), LogFilePrefix];
    });
    expect(logs).toEqual([
      ['AccessLogs', 'uploads/'],
      ['AccessLogs', 'records/'],
      ['AccessLogs', 'pages/'],
    ]);
  });
});

describe('storage with retention', () => {
  const locked = (mode: 'GOVERNANCE' | 'COMPLIANCE') => {
    const app = new App({ context: { ...settings.context, 'aws:cdk:bundling-stacks': [] } });
    return addStacks(app, { ...loadConfig('prod', {}), retention: { mode, days: 3650 } });
  };
  const { stateful, proof } = locked('COMPLIANCE');
  const locks = Object.entries<Json>(Template.fromStack(stateful).findResources('AWS::S3::Bucket')).map(
    ([id, { Properties }]) => [
      id.replace(/[0-9A-F]{8}$/, ''),
      Properties.ObjectLockEnabled,
      Properties.ObjectLockConfiguration?.Rule?.DefaultRetention,
    ],
  );

  it('locks records as they are written, uploads one by one, and nothing else', () => {
    expect(locks).toEqual([
      ['AccessLogs', undefined, undefined],
      ['Uploads', true, undefined],
      ['Records', true, { Mode: 'COMPLIANCE', Days: 3650 }],
      ['Pages', undefined, undefined],
    ]);
  });

  it('lets attest lock judged files and tells it for how long, and lets nobody unlock or hold any', () => {
    const template = Template.fromStack(proof);
    const [attest] = Object.values<Json>(template.findResources('AWS::Lambda::Function')).filter(
      ({ Properties }) => Properties.FunctionName === 'civindex-prod-attest',
    );
    const told = JSON.parse(attest.Properties.Environment.Variables.RETENTION);
    expect(told).toEqual({ mode: 'COMPLIANCE', days: 3650 });
    const [grant] = grantsIn('lambdas/attest/README.md', '## Permissions with retention');
    const policies = JSON.stringify(template.findResources('AWS::IAM::Policy'));
    expect(policies).toContain(`"${grant!.action}"`);
    expect(policies).not.toMatch(/BypassGovernanceRetention|PutObjectLegalHold|DeleteObject/);
  });

  it('has none unless the configuration asks for it', () => {
    for (const stage of stages)
      for (const { properties } of ofType(stage, 'AWS::S3::Bucket'))
        expect(properties.ObjectLockEnabled).toBeUndefined();
  });
});
