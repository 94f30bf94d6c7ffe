import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { addStacks } from '../../lib/civindex.ts';
import { loadConfig, stages } from '../../lib/config.ts';
import { type Json, ofType, settings, shortName, target } from './synthesise.ts';

const signingKeys = (stage: (typeof stages)[number]) =>
  ofType(stage, 'AWS::KMS::Key').filter(({ properties }) => properties.KeyUsage === 'SIGN_VERIFY');

describe.each(stages)('the signing key of stage %s', (stage) => {
  const [key, ...others] = signingKeys(stage);

  it('is one, for ECDSA on P-256, and for signing only', () => {
    expect(others).toEqual([]);
    expect(key?.properties).toMatchObject({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
  });

  it('is not asked to rotate itself, which KMS does with symmetric keys only', () => {
    expect(key?.properties.EnableKeyRotation).toBeUndefined();
  });

  it('leaves who may sign to the roles of its own account, and opens to no other', () => {
    const [statement, ...more] = key?.properties.KeyPolicy.Statement ?? [];
    expect(more).toEqual([]);
    expect(JSON.stringify(statement.Principal)).toContain(':root');
    expect(JSON.stringify(statement.Principal)).not.toContain('"*"');
  });

  it('signs for one function only', () => {
    const signers = ofType(stage, 'AWS::IAM::Policy').filter(({ properties }) =>
      JSON.stringify(properties.PolicyDocument).includes('kms:Sign'),
    );
    expect(signers.map(({ properties }) => properties.Roles.length)).toEqual([1]);
    const actions = signers
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .flatMap(({ Action }: Json) => Action);
    expect(actions.filter((action: string) => action.startsWith('kms:'))).toEqual([
      'kms:GetPublicKey',
      'kms:Sign',
    ]);
  });
});

describe('the signing key of prod', () => {
  it('outlives its stack', () => {
    expect(signingKeys('prod')[0]?.definition.DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  it('is another one when the setting is raised, so that the old one is kept as it is', () => {
    const keyOf = (signingKey: number) => {
      const app = new App({ context: { ...settings.context, 'aws:cdk:bundling-stacks': [] } });
      const { proof } = addStacks(app, { ...loadConfig('prod', {}), signingKey });
      const { Resources } = app.synth().getStackArtifact(proof.artifactId).template;
      return Object.keys(Resources).filter((id) => Resources[id].Type === 'AWS::KMS::Key');
    };
    expect(keyOf(1)).toHaveLength(1);
    expect(keyOf(2)).not.toEqual(keyOf(1));
  });
});

describe.each(stages)('the minute of stage %s', (stage) => {
  it('knocks at the queue of orders, and leaves what it cannot deliver with the dead letters', () => {
    const [schedule, ...others] = ofType(stage, 'AWS::Scheduler::Schedule').filter(
      ({ stack }) => stack === 'ranking',
    );
    expect(others).toEqual([]);
    expect(schedule?.properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
    const queueNamed = (reference: Json) =>
      shortName(stage, target(schedule!, stage, reference)?.properties.QueueName);
    const { Arn, DeadLetterConfig } = schedule!.properties.Target;
    expect(queueNamed(Arn)).toBe('carry-out-orders');
    expect(queueNamed(DeadLetterConfig.Arn)).toBe('carry-out-orders-dead-letters');
  });
});
