import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { resourceName } from '../stage-settings.ts';
import type { QueueWorker } from './queue-worker.ts';
import { ServiceAlarm } from './service-alarm.ts';

export type SweepScheduleProps = {
  config: Config;
  alarmTopic: ITopic;
  name: string;
  minutes: number;
  worker: QueueWorker;
};

/**
 * Tells a worker every so many minutes that it is time to look; what cannot be delivered is a dead letter. Where
 * nothing wakes it nothing fails either, so that its alarm `{name}-silent` rings when it was not called.
 */
export class SweepSchedule extends Construct {
  constructor(scope: Construct, id: string, props: SweepScheduleProps) {
    super(scope, id);
    const { config, name, minutes, worker } = props;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      description: `Lets the scheduler wake ${name}`,
    });
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['sqs:SendMessage'],
        resources: [worker.queue.queueArn, worker.deadLetters.queueArn],
      }),
    );
    new CfnSchedule(this, 'Schedule', {
      name: resourceName(config, name),
      description: `Wakes ${name}`,
      scheduleExpression: minutes === 1 ? 'rate(1 minute)' : `rate(${minutes} minutes)`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: worker.queue.queueArn,
        roleArn: role.roleArn,
        input: '{}',
        // The next round does what this one could not.
        retryPolicy: { maximumEventAgeInSeconds: 60 * Math.max(minutes, 1), maximumRetryAttempts: 3 },
        deadLetterConfig: { arn: worker.deadLetters.queueArn },
      },
    });
    this.#alarmSilence(props);
  }

  #alarmSilence({ config, alarmTopic: topic, name, minutes, worker }: SweepScheduleProps) {
    const period = Duration.minutes(6 * minutes);
    new ServiceAlarm(this, 'SilenceAlarm', {
      config,
      topic,
      name: `${name}-silent`,
      sentence: `Nothing has woken ${name} for ${period.toHumanString()}.`,
      impact: worker.errorImpact,
      metric: worker.function.lambda.metricInvocations({ period, statistic: 'Sum' }),
      threshold: 1,
      whenBelow: true,
    });
  }
}
