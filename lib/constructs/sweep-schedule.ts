import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { resourceName } from '../stage-settings.ts';
import type { QueueWorker } from './queue-worker.ts';

export type SweepScheduleProps = { config: Config; name: string; minutes: number; worker: QueueWorker };

/** Tells a worker every so many minutes that it is time to look; what cannot be delivered is a dead letter. */
export class SweepSchedule extends Construct {
  constructor(scope: Construct, id: string, { config, name, minutes, worker }: SweepScheduleProps) {
    super(scope, id);
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
  }
}
