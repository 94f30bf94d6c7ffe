import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import { stages } from '../../lib/config.ts';
import { buildApp, resourcesOf, root, settings } from './synthesise.ts';

const outputs: string[] = [];
afterAll(() => {
  for (const directory of outputs) rmSync(directory, { recursive: true, force: true });
});

function violations(app: ReturnType<typeof buildApp>): string[] {
  app.synth();
  return [new AwsSolutionsChecks(), new ServerlessChecks()]
    .flatMap((pack) => pack.validateScope(app).violations)
    .flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    );
}

describe.each(stages)('stage %s', (stage) => {
  it('is synthesised by the command in cdk.json, with cdk-nag attached', () => {
    const directory = mkdtempSync(join(tmpdir(), 'civindex-'));
    outputs.push(directory);
    const [program, ...args] = settings.app.split(' ');
    const context = { ...settings.context, stage, 'aws:cdk:bundling-stacks': [] };
    const { status, stderr } = spawnSync(join(root, program), args, {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        CDK_OUTDIR: directory,
        CDK_CONTEXT_JSON: JSON.stringify(context),
        CIVINDEX_ALARM_EMAIL: 'operations@example.org',
      },
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const templates = readdirSync(directory).filter((name) => name.endsWith('.template.json'));
    expect(templates.sort()).toEqual(
      [
        'analysis',
        'api',
        'deadlines',
        ...(stage === 'prod' ? ['edge', 'identity'] : []),
        'ingestion',
        'notices',
        'operations',
        'portal',
        'proof',
        'ranking',
        'stateful',
      ].map((stack) => `${stack}.template.json`),
    );
  });

  it('leaves no finding of the AwsSolutions and Serverless packs without an answer', () => {
    expect(violations(buildApp(stage))).toEqual([]);
  });
});

it('would report a resource that breaks a rule', () => {
  const app = buildApp('local');
  new Bucket(new Stack(app, 'careless'), 'Open');
  expect(violations(app)).toContain('AwsSolutions-S1 careless/Open/Resource');
});

describe('the local stage', () => {
  const absentFromEmulators = [
    'AWS::WAFv2::WebACLAssociation',
    'AWS::Events::Archive',
    'AWS::Events::EventBusPolicy',
    'AWS::CloudWatch::CompositeAlarm',
    'AWS::Cognito::UserPool',
    'AWS::Synthetics::Canary',
  ];

  it('has no resource that an emulator cannot create, and no custom resource', () => {
    const types = new Set(resourcesOf('local').map(({ type }) => type));
    expect(absentFromEmulators.filter((type) => types.has(type))).toEqual([]);
    expect([...types].filter((type) => /^Custom::|CustomResource/.test(type))).toEqual([]);
  });

  it('has no policy that asks for TLS, which the loopback interface does not have', () => {
    const policies = resourcesOf('local').filter((resource) =>
      JSON.stringify(resource.properties).includes('aws:SecureTransport'),
    );
    expect(policies).toEqual([]);
  });

  it('leaves nothing behind when it is destroyed', () => {
    const kept = resourcesOf('local').filter(({ definition }) =>
      String(definition.DeletionPolicy).startsWith('Retain'),
    );
    expect(kept).toEqual([]);
  });

  it('needs no deployment roles: its templates ask for no bootstrap version', () => {
    const [stack] = buildApp('local').synth().stacks;
    expect(stack?.template.Parameters).toBeUndefined();
  });
});
