import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { addStacks } from '../../lib/civindex.ts';
import { type Config, loadConfig, stages } from '../../lib/config.ts';
import { namedArns, resolve } from './permissions.ts';
import { type Json, ofType, root, settings, shortName, target } from './synthesise.ts';

const runbook = readFileSync(join(root, 'docs', 'runbook.md'), 'utf8');

/** Sections of the runbook by the anchor that a link to their heading has. */
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [anchor(section.split('\n', 1)[0]!), section]),
);

function anchor(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

const workers = [
  'register-definitions',
  'validate-submission',
  'recompute-rankings',
  'publish-release',
  'carry-out-orders',
  'assess-ranks',
  'attest',
  'append-audit',
  'render-pages',
  'watch-deadlines',
  'mail-notices',
  'route-webhooks',
  'deliver-webhooks',
];
const silent = ['carry-out-orders-silent', 'render-pages-silent', 'watch-deadlines-silent'];

describe.each(stages)('alarms of stage %s', (stage) => {
  const alarms = ofType(stage, 'AWS::CloudWatch::Alarm');
  const names = alarms.map(({ properties }) => shortName(stage, properties.AlarmName));

  /** The technical one, and that of those who answer for the rankings. */
  function dashboard(place: 0 | 1): string {
    const body: Json = ofType(stage, 'AWS::CloudWatch::Dashboard')[place]?.properties.DashboardBody;
    if (typeof body === 'string') return body;
    return body['Fn::Join'][1].filter((part: Json) => typeof part === 'string').join('');
  }

  it('watch every worker and the API', () => {
    expect([...names].sort()).toEqual(
      [
        ...workers.flatMap((name) => [`${name}-dead-letters`, `${name}-age`]),
        'recompute-rankings-refused',
        'render-pages-behind',
        'api-server-errors',
        'api-latency',
        'waiting-files',
        ...silent,
        'functions-throttled',
        // No emulator takes an alarm on a sum of metrics.
        ...(stage === 'prod' ? ['table-throttled'] : []),
      ].sort(),
    );
  });

  const named = (name: string) => alarms[names.indexOf(name)]!;
  /** What an alarm looks at, and when it rings. */
  const watched = (name: string) => {
    const alarm = named(name);
    const { MetricName, Dimensions, Threshold, Period, EvaluationPeriods, ...more } = alarm.properties;
    const of = Dimensions?.[0].Value;
    const { QueueName, FunctionName } = target(alarm, stage, of)?.properties ?? ({} as Json);
    return {
      of: of && shortName(stage, QueueName ?? FunctionName ?? of),
      metric: MetricName,
      by: more.Statistic ?? more.ExtendedStatistic,
      at: Threshold,
      for: Period * EvaluationPeriods,
    };
  };

  it.each(
    workers,
  )('of %s look at its queue for what waits, and at its dead letters for the first', (name) => {
    expect(watched(`${name}-dead-letters`)).toEqual({
      of: `${name}-dead-letters`,
      metric: 'ApproximateNumberOfMessagesVisible',
      by: 'Maximum',
      at: 1,
      for: 60,
    });
    const hours = { 'carry-out-orders': 1 / 6, 'deliver-webhooks': 24 }[name] ?? 1;
    expect(watched(`${name}-age`)).toEqual({
      of: name,
      metric: 'ApproximateAgeOfOldestMessage',
      by: 'Maximum',
      at: 3600 * hours,
      for: 60,
    });
  });

  it('ring when readers meet a few errors, or one in twenty waits for two seconds', () => {
    const api = { of: 'api', metric: '5XXError', by: 'Sum', at: 5, for: 300 };
    expect(watched('api-server-errors')).toEqual(api);
    expect(watched('api-latency')).toEqual({ ...api, metric: 'Latency', by: 'p95', at: 2000, for: 900 });
  });

  it('ring when a schedule has missed six rounds, whether it is gone, disabled or refused', () => {
    const schedules = ofType(stage, 'AWS::Scheduler::Schedule').map(({ properties }) => {
      const [, count, unit] = /^rate\((\d+) (minute)s?\)$/.exec(properties.ScheduleExpression)!;
      expect(unit).toBe('minute');
      return [shortName(stage, properties.Name), 60 * Number(count)] as const;
    });
    expect(schedules.map(([name]) => `${name}-silent`).sort()).toEqual([...silent].sort());
    for (const [name, seconds] of schedules)
      expect(watched(`${name}-silent`)).toEqual({
        of: name,
        metric: 'Invocations',
        by: 'Sum',
        at: 1,
        for: 6 * seconds,
      });
  });

  it('ring when AWS refuses what all share: copies of functions, and the table', () => {
    const functions = named('functions-throttled').properties;
    expect([functions.Namespace, functions.Dimensions]).toEqual(['AWS/Lambda', undefined]);
    expect(watched('functions-throttled')).toMatchObject({
      metric: 'Throttles',
      by: 'Sum',
      at: 10,
      for: 300,
    });
    if (stage === 'local') return;
    const [sum, ...metrics] = named('table-throttled').properties.Metrics;
    expect(sum.Expression).toBe('FILL(reads, 0) + FILL(writes, 0)');
    const tables = metrics.map(({ Id, MetricStat: { Metric, Period, Stat } }: Json) => {
      expect([Metric.Namespace, Period, Stat]).toEqual(['AWS/DynamoDB', 300, 'Sum']);
      expect(JSON.stringify(Metric.Dimensions)).toMatch(/"Name":"TableName".*stateful:.*Table(?!.*AuditLog)/);
      return [Id, Metric.MetricName];
    });
    expect(tables).toEqual([
      ['reads', 'ReadThrottleEvents'],
      ['writes', 'WriteThrottleEvents'],
    ]);
  });

  it('say what is wrong, what it costs, and where it is written what to do', () => {
    for (const [position, { properties }] of alarms.entries())
      expect(properties.AlarmDescription).toMatch(
        new RegExp(`^[A-Z].+\\. Impact: [A-Z].+\\. Runbook: docs/runbook\\.md#${names[position]}$`),
      );
  });

  it.each(names)('%s has a section in the runbook', (name) => {
    const section = sections.get(name) ?? '';
    const parts = [...section.matchAll(/^\*\*(\w+)\.\*\* \S/gm)].map(([, title]) => title);
    expect(parts).toEqual(['Description', 'Impact', 'Investigation', 'Resolution', 'Escalation']);
    const investigation = section.slice(
      section.indexOf('**Investigation.**'),
      section.indexOf('**Resolution.**'),
    );
    expect(investigation, 'has something to copy').toMatch(/^```sh$/m);
    expect(section.slice(section.indexOf('**Resolution.**')), 'says what to expect').toContain('Expect ');
  });

  it.each(workers)('of %s have sections that look at it, and bring its dead letters back', (name) => {
    const section = (kind: string) => sections.get(`${name}-${kind}`)!;
    for (const kind of ['dead-letters', 'age'])
      expect(section(kind)).toContain(`npm run ops -- look ${name} --stage prod`);
    // What wakes these two says nothing but that it is time, which the next message says again.
    const command = ['carry-out-orders', 'watch-deadlines'].includes(name)
      ? `aws sqs purge-queue --queue-url "$(aws sqs get-queue-url --queue-name civindex-prod-${name}-dead-letters `
      : `npm run ops -- redrive ${name} --stage prod`;
    expect(section('dead-letters')).toContain(command);
  });

  it('reach the topic when they ring and when they fall silent', () => {
    const topic = namedArns(stage).get('alarm topic');
    for (const { stack, properties } of alarms) {
      expect(resolve(stage, stack, properties.AlarmActions)).toEqual([topic]);
      expect(properties.OKActions).toEqual(properties.AlarmActions);
    }
  });

  it('are not rung by silence, but for those that are there for it', () => {
    for (const [position, { properties }] of alarms.entries()) {
      const isForSilence = silent.includes(names[position]!);
      expect(properties.TreatMissingData).toBe(isForSilence ? 'breaching' : 'notBreaching');
      expect(properties.ComparisonOperator).toBe(
        isForSilence ? 'LessThanThreshold' : 'GreaterThanOrEqualToThreshold',
      );
    }
  });

  it('may publish to the topic, whose own policy would otherwise shut them out', () => {
    const [policy] = ofType(stage, 'AWS::SNS::TopicPolicy');
    expect(policy?.properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Condition: { StringEquals: { 'aws:SourceAccount': expect.anything() } },
      }),
    );
  });

  it('stand beside a dashboard of what came in, how far editions are and how fresh rankings', () => {
    const text = dashboard(1);
    for (const metric of ['Submissions', 'Coverage', 'SecondsToRelease']) expect(text).toContain(metric);
    expect(text).toContain(`/aws/lambda/civindex-${stage}-publish-release`);
    expect(text.replaceAll('\\', '')).toContain(`MetricName="Coverage" stage="${stage}"`);
  });

  it('ask for what functions count in their logs, by the fields that these lines name, and for nothing else', () => {
    const handlers = readdirSync(join(root, 'lambdas')).map((name) =>
      join(root, 'lambdas', name, 'handler.ts'),
    );
    const written = handlers
      .filter((file) => existsSync(file))
      .flatMap((file) => [
        ...readFileSync(file, 'utf8').matchAll(/counted\(\{ (\w+): .*? \}(?:, '(\w+)')?\)/g),
      ])
      .map(([, metric, by]) => [metric, 'stage', by].filter(Boolean).join(' '));
    const text = dashboard(1).replaceAll('\\', '');
    const drawn = [
      ...[...text.matchAll(/\["civindex","(\w+)","(\w+)","[\w-]+","stage",/g)].map(
        ([, metric, by]) => `${metric} stage ${by}`,
      ),
      ...[...text.matchAll(/\{civindex,stage,(\w+)\} MetricName="(\w+)"/g)].map(
        ([, by, metric]) => `${metric} stage ${by}`,
      ),
    ];
    const rung = alarms
      .filter(({ properties }) => properties.Namespace === 'civindex')
      .map(({ properties }) =>
        [properties.MetricName, ...properties.Dimensions.map(({ Name }: Json) => Name)].join(' '),
      );
    expect([...new Set([...drawn, ...rung])].sort()).toEqual(written.sort());
    const outcomes = readFileSync(join(root, 'use-cases', 'validate-submission.ts'), 'utf8');
    const [, known] = /type ValidationOutcome =([^;]+);/.exec(outcomes)!;
    expect([...text.matchAll(/"Submissions","outcome","([\w-]+)"/g)].map(([, outcome]) => outcome)).toEqual(
      [...known!.matchAll(/'([\w-]+)'/g)].map(([, outcome]) => outcome),
    );
  });

  it('are on a dashboard that names queues and functions as they are', () => {
    const text = dashboard(0);
    const shown = (dimension: string) =>
      new Set([...text.matchAll(new RegExp(`"${dimension}","([^"]+)"`, 'g'))].map(([, name]) => name));
    const deployed = (type: string, property: string) =>
      new Set(ofType(stage, type).map(({ properties }) => properties[property]));
    expect(shown('QueueName')).toEqual(deployed('AWS::SQS::Queue', 'QueueName'));
    expect(shown('FunctionName')).toEqual(deployed('AWS::Lambda::Function', 'FunctionName'));
    expect(shown('ApiName')).toEqual(deployed('AWS::ApiGateway::RestApi', 'Name'));
  });
});

describe('the runbook', () => {
  it('has no section of an alarm that is gone', () => {
    const alarms = ofType('prod', 'AWS::CloudWatch::Alarm').map(({ properties }) =>
      shortName('prod', properties.AlarmName),
    );
    const described = [...sections.entries()].filter(([, section]) => section.includes('**Impact.**'));
    expect(described.map(([name]) => name).sort()).toEqual(alarms.sort());
  });

  it('is sent to the address given', () => {
    const [subscription] = ofType('prod', 'AWS::SNS::Subscription');
    expect(subscription?.properties).toMatchObject({ Protocol: 'email', Endpoint: 'operations@example.org' });
    expect(ofType('local', 'AWS::SNS::Subscription')).toEqual([]);
  });

  it('is missed by a warning where a real stage gives no address', () => {
    const warnings = (config: Config) => {
      const app = new App({ context: { ...settings.context, 'aws:cdk:bundling-stacks': [] } });
      const found = Annotations.fromStack(addStacks(app, config).operations).findWarning(
        '*',
        Match.anyValue(),
      );
      return found.map(({ entry }) => String(entry.data));
    };
    const prod = loadConfig('prod', {});
    expect(warnings(prod)).toEqual([expect.stringContaining('Alarms reach nobody')]);
    expect(warnings({ ...prod, alarmEmail: 'operations@example.org' })).toEqual([]);
    expect(warnings(loadConfig('local', {}))).toEqual([]);
  });
});
