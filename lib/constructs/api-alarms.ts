import { Duration } from 'aws-cdk-lib';
import type { RestApiBase } from 'aws-cdk-lib/aws-apigateway';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { ServiceAlarm } from './service-alarm.ts';

export type ApiAlarmsProps = { config: Config; topic: ITopic; api: RestApiBase };

/** Rings when the API fails or is slow, whichever of its functions is the cause. */
export class ApiAlarms extends Construct {
  constructor(scope: Construct, id: string, { config, topic, api }: ApiAlarmsProps) {
    super(scope, id);
    const period = Duration.minutes(5);
    new ServiceAlarm(this, 'ServerErrors', {
      config,
      topic,
      name: 'api-server-errors',
      sentence: 'The API answered five requests or more within five minutes with a fault of ours.',
      impact: 'Readers see an error instead of rankings, or agencies cannot hand in.',
      metric: api.metricServerError({ period, statistic: 'Sum' }),
      threshold: 5,
    });
    new ServiceAlarm(this, 'Latency', {
      config,
      topic,
      name: 'api-latency',
      sentence: 'For fifteen minutes, one request in twenty took two seconds or more.',
      impact: 'Readers wait, and programs that read the rankings may give up.',
      metric: api.metricLatency({ period, statistic: 'p95' }),
      threshold: 2000,
      periods: 3,
    });
  }
}
