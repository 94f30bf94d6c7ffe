import { describe, expect, it } from 'vitest';
import { auditedActs } from '../../contracts/events.ts';
import { webhookTypes } from '../../contracts/webhooks.ts';
import { stages } from '../../lib/config.ts';
import { ofType, type Resource, shortName, target } from './synthesise.ts';

const workers = [
  'append-audit',
  'assess-ranks',
  'attest',
  'carry-out-orders',
  'deliver-webhooks',
  'mail-notices',
  'publish-release',
  'recompute-rankings',
  'register-definitions',
  'render-pages',
  'route-webhooks',
  'validate-submission',
  'watch-deadlines',
];

describe.each(stages)('workers of stage %s', (stage) => {
  const queues = ofType(stage, 'AWS::SQS::Queue');
  const mappings = ofType(stage, 'AWS::Lambda::EventSourceMapping');
  const queueName = (queue: Resource | undefined) => shortName(stage, queue?.properties.QueueName ?? '');
  const worker = (mapping: Resource) => {
    const lambda = target(mapping, stage, mapping.properties.FunctionName)!;
    const queue = target(mapping, stage, mapping.properties.EventSourceArn)!;
    return { lambda, queue, name: shortName(stage, lambda.properties.FunctionName) };
  };

  it('gives each worker its own queue, and each queue a dead-letter queue', () => {
    const chains = mappings.map((mapping) => {
      const { name, queue } = worker(mapping);
      const { deadLetterTargetArn, maxReceiveCount } = queue.properties.RedrivePolicy;
      return [name, queueName(queue), maxReceiveCount, queueName(target(queue, stage, deadLetterTargetArn))];
    });
    // Receivers of webhooks may be down for hours: their messages are tried more often, later and later.
    const tries = (name: string) => (name === 'deliver-webhooks' ? 7 : 4);
    expect(chains.sort()).toEqual(workers.map((name) => [name, name, tries(name), `${name}-dead-letters`]));
    expect(queues.map(queueName).sort()).toEqual(
      workers.flatMap((name) => [name, `${name}-dead-letters`]).sort(),
    );
  });

  it('encrypts queues with a key that EventBridge can use', () => {
    for (const { properties } of queues) {
      expect(properties.SqsManagedSseEnabled).toBe(true);
      expect(properties.KmsMasterKeyId).toBeUndefined();
    }
  });

  it('keeps what was given up for two weeks', () => {
    const deadLetters = queues.filter((queue) => queueName(queue).endsWith('-dead-letters'));
    expect(deadLetters.map(({ properties }) => properties.MessageRetentionPeriod)).toEqual(
      workers.map(() => 1_209_600),
    );
  });

  it('hides a message for six timeouts of its function', () => {
    for (const mapping of mappings) {
      const { lambda, queue } = worker(mapping);
      expect(queue.properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * lambda.properties.Timeout);
    }
  });

  it('takes back one message of a batch without the others', () => {
    for (const { properties } of mappings)
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('lets messages for a recomputation rest together, and hands on one file at a time', () => {
    const batches = Object.fromEntries(
      mappings.map((mapping) => {
        const { name, queue } = worker(mapping);
        const { BatchSize, MaximumBatchingWindowInSeconds } = mapping.properties;
        expect(MaximumBatchingWindowInSeconds).toBeUndefined();
        return [name, [BatchSize, queue.properties.DelaySeconds]];
      }),
    );
    expect(batches).toEqual({
      'register-definitions': [1, undefined],
      'validate-submission': [1, undefined],
      'recompute-rankings': [10, stage === 'prod' ? 20 : 2],
      'publish-release': [10, undefined],
      'assess-ranks': [5, 2],
      attest: [10, undefined],
      'append-audit': [10, undefined],
      'render-pages': [10, 5],
      'carry-out-orders': [1, undefined],
      'watch-deadlines': [10, undefined],
      'mail-notices': [10, undefined],
      'route-webhooks': [10, undefined],
      'deliver-webhooks': [10, undefined],
    });
  });

  it('sends each event to the worker that it concerns, and what cannot be delivered to its dead letters', () => {
    const routes = ofType(stage, 'AWS::Events::Rule').map((rule) => {
      const [{ Arn, DeadLetterConfig }, ...others] = rule.properties.Targets;
      expect(others).toEqual([]);
      const { detail, 'detail-type': types, source } = rule.properties.EventPattern;
      return {
        source,
        types,
        keys: detail?.object.key,
        bus: rule.properties.EventBusName ? 'civindex' : 'default',
        to: queueName(target(rule, stage, Arn)),
        undelivered: queueName(target(rule, stage, DeadLetterConfig?.Arn)),
      };
    });
    const upload = { bus: 'default', source: ['aws.s3'], types: ['Object Created'] };
    const news = { bus: 'civindex', source: ['civindex'], keys: undefined };
    const to = (name: string) => ({ to: name, undelivered: `${name}-dead-letters` });
    expect(routes).toEqual([
      { ...news, types: ['ranking.computed'], ...to('assess-ranks') },
      { ...upload, keys: [{ prefix: 'definitions/' }], ...to('register-definitions') },
      { ...upload, keys: [{ prefix: 'submissions/' }], ...to('validate-submission') },
      { ...news, types: ['notice.due'], ...to('mail-notices') },
      {
        ...news,
        types: [...webhookTypes, 'webhook.pinged'],
        ...to('route-webhooks'),
      },
      {
        ...news,
        types: ['release.published', 'release.withdrawn', 'order.done', 'definitions.registered'],
        ...to('render-pages'),
      },
      { ...news, types: ['release.published', 'submission.decided'], ...to('attest') },
      { ...news, types: [...auditedActs], ...to('append-audit') },
      {
        ...news,
        types: [
          'observations.accepted',
          'observations.withdrawn',
          'observations.verified',
          'definitions.registered',
          'release.published',
          'release.withdrawn',
        ],
        ...to('recompute-rankings'),
      },
      { ...news, types: ['ranking.computed'], ...to('publish-release') },
      { ...news, types: ['order.given'], ...to('carry-out-orders') },
    ]);
  });

  it('is woken by schedules whose undelivered words go to its dead letters', () => {
    const wakes = ofType(stage, 'AWS::Scheduler::Schedule').map((schedule) => {
      const { Arn, DeadLetterConfig } = schedule.properties.Target;
      return [Arn, DeadLetterConfig?.Arn].map((reference) => queueName(target(schedule, stage, reference)));
    });
    expect(wakes.sort()).toEqual(
      ['carry-out-orders', 'render-pages', 'watch-deadlines'].map((name) => [name, `${name}-dead-letters`]),
    );
  });

  it('is reached in no other way: nothing is handed to a function or a queue that could be lost', () => {
    const hands = [
      ...['AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::Url', 'AWS::Logs::SubscriptionFilter'],
      ...['AWS::Pipes::Pipe', 'AWS::StepFunctions::StateMachine', 'AWS::S3::BucketNotification'],
    ];
    for (const type of hands) expect(ofType(stage, type), type).toEqual([]);
    const callers = ofType(stage, 'AWS::Lambda::Permission').map(({ properties }) => properties.Principal);
    expect(new Set(callers)).toEqual(new Set(['apigateway.amazonaws.com']));
    for (const { properties } of ofType(stage, 'AWS::SNS::Subscription'))
      expect(properties.Protocol).toBe('email');
  });

  it('listens to the uploads bucket only', () => {
    const rules = ofType(stage, 'AWS::Events::Rule').filter(({ stack }) => stack === 'ingestion');
    for (const { properties } of rules) {
      const [bucket] = properties.EventPattern.detail.bucket.name;
      expect(bucket['Fn::ImportValue']).toMatch(/Uploads/);
    }
  });
});
