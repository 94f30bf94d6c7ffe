import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { QueueWorker } from './queue-worker.ts';

/** A message into a worker's queue every minute; one that cannot be delivered within a minute is not worth it. */
export class MinuteKnock extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { description, worker }: { description: string; worker: QueueWorker },
  ) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      description: 'What the schedule may do',
    });
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [worker.queue.queueArn] }),
    );
    new CfnSchedule(this, 'Schedule', {
      description,
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: worker.queue.queueArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ knock: description }),
        retryPolicy: { maximumEventAgeInSeconds: Duration.minutes(1).toSeconds(), maximumRetryAttempts: 3 },
        deadLetterConfig: { arn: worker.deadLetters.queueArn },
      },
    });
  }
}
