import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stages } from '../../lib/config.ts';
import { type Json, ofType, root, shortName } from './synthesise.ts';

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
    expect([...names].sort()).toEqual(
      [
        ...workers.flatMap((name) => [`${name}-dead-letters`, `${name}-age`]),
        'recompute-rankings-refused',
        'render-pages-behind',
        'api-server-errors',
        'api-latency',
        'waiting-files',
        'watch-deadlines-silent',
      ].sort(),
    );
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

  it('reach the topic when they ring and when they fall silent', () => {
    for (const { properties } of alarms) {
      const [topic] = properties.AlarmActions;
      expect(topic['Fn::ImportValue']).toMatch(/^civindex-\w+-operations:.*Alarms/);
      expect(properties.OKActions).toEqual(properties.AlarmActions);
    }
  });

  it('are not rung by silence, but for the one that is there for it', () => {
    for (const [position, { properties }] of alarms.entries()) {
      const isForSilence = names[position] === 'watch-deadlines-silent';
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
      }),
    );
  });

  it('stand beside a dashboard of what came in, how far editions are and how fresh rankings', () => {
    const text = dashboard(1);
    for (const metric of ['Submissions', 'Coverage', 'SecondsToRelease']) expect(text).toContain(metric);
    expect(text).toContain(`/aws/lambda/civindex-${stage}-publish-release`);
    expect(text.replaceAll('\\', '')).toContain(`MetricName="Coverage" stage="${stage}"`);
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
});
