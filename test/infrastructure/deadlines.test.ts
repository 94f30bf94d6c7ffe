import { describe, expect, it } from 'vitest';
import { waitsTooLong } from '../../lambdas/watch-deadlines/handler.ts';
import { stages } from '../../lib/config.ts';
import { ofType, shortName, target } from './synthesise.ts';

describe.each(stages)('deadlines of stage %s', (stage) => {
  const [schedule, ...others] = ofType(stage, 'AWS::Scheduler::Schedule').filter(
    ({ stack }) => stack === 'deadlines',
  );
  const { Arn, RoleArn, DeadLetterConfig, RetryPolicy } = schedule!.properties.Target;
  const queueName = (reference: unknown) =>
    shortName(stage, target(schedule!, stage, reference)?.properties.QueueName);

  it('are looked at by one schedule, whose undelivered words are dead letters', () => {
    expect(others).toEqual([]);
    expect(schedule!.properties.ScheduleExpression).toBe(
      stage === 'prod' ? 'rate(5 minutes)' : 'rate(1 minute)',
    );
    expect([queueName(Arn), queueName(DeadLetterConfig.Arn)]).toEqual([
      'watch-deadlines',
      'watch-deadlines-dead-letters',
    ]);
    expect(RetryPolicy.MaximumEventAgeInSeconds).toBeGreaterThanOrEqual(60);
  });

  it('let the scheduler, for this account alone, send to these queues and do nothing else', () => {
    const role = target(schedule!, stage, RoleArn)!;
    expect(role.properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
    const [policy, ...more] = ofType(stage, 'AWS::IAM::Policy').filter(({ properties, ...rest }) =>
      properties.Roles.some(
        (reference: unknown) => target({ properties, ...rest }, stage, reference) === role,
      ),
    );
    expect(more).toEqual([]);
    const [statement, ...rest] = policy!.properties.PolicyDocument.Statement;
    expect(rest).toEqual([]);
    expect(statement.Action).toBe('sqs:SendMessage');
    expect(statement.Resource.map(queueName).sort()).toEqual([
      'watch-deadlines',
      'watch-deadlines-dead-letters',
    ]);
  });

  it('ring an alarm for the log line of a file that waits', () => {
    const [filter] = ofType(stage, 'AWS::Logs::MetricFilter').filter(({ stack }) => stack === 'deadlines');
    expect(filter?.properties.FilterPattern).toBe(`{ $.message = "${waitsTooLong}" }`);
    const log = target(filter!, stage, filter?.properties.LogGroupName);
    expect(log?.properties.LogGroupName).toBe(`/aws/lambda/civindex-${stage}-watch-deadlines`);
    const [{ MetricNamespace, MetricName }] = filter!.properties.MetricTransformations;
    const alarm = ofType(stage, 'AWS::CloudWatch::Alarm').find(
      ({ properties }) => shortName(stage, properties.AlarmName) === 'waiting-files',
    );
    expect(alarm?.properties).toMatchObject({ Namespace: MetricNamespace, MetricName, Threshold: 1 });
  });
});

it('sends mail to nobody unless the configuration names somebody', () => {
  const topics = ofType('prod', 'AWS::SNS::Topic').map(({ properties }) => properties.TopicName);
  expect(topics.sort()).toEqual(['civindex-prod-alarms', 'civindex-prod-notices']);
  expect(ofType('prod', 'AWS::SNS::Subscription')).toHaveLength(1);
});
