import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { ServiceAlarm } from './service-alarm.ts';

export type ThrottleAlarmsProps = { config: Config; topic: ITopic; table: TableV2 };

const period = Duration.minutes(5);

/** Rings when AWS refuses what all share, before readers and agencies meet it: copies of functions, and the table. */
export class ThrottleAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, topic, table }: ThrottleAlarmsProps) {
    super(scope, id);
    new ServiceAlarm(this, 'Functions', {
      config,
      topic,
      name: 'functions-throttled',
      sentence: 'Lambda refused ten calls or more within five minutes: the account runs as many as it may.',
      impact: 'Readers and agencies get errors, and files and rankings wait.',
      metric: LambdaFunction.metricAllThrottles({ period, statistic: 'Sum' }),
      threshold: 10,
    });
    // No emulator takes an alarm on a sum of metrics.
    if (!config.emulated)
      new ServiceAlarm(this, 'Table', {
        config,
        topic,
        name: 'table-throttled',
        sentence: 'DynamoDB refused a hundred readings or writings of the table or more within five minutes.',
        impact: 'Answers take longer, and some become errors; files and rankings wait.',
        metric: throttlesOf(table),
        threshold: 100,
      });
  }
}

/** There is no metric, and not a zero, where nothing was throttled. */
const throttlesOf = (table: TableV2) =>
  new MathExpression({
    expression: 'FILL(reads, 0) + FILL(writes, 0)',
    label: 'Throttled',
    period,
    usingMetrics: {
      reads: table.metric('ReadThrottleEvents', { period, statistic: 'Sum' }),
      writes: table.metric('WriteThrottleEvents', { period, statistic: 'Sum' }),
    },
  });
