import { Duration } from 'aws-cdk-lib';
import { type EventPattern, type IEventBusRef, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { QueueWorker } from './queue-worker.ts';

export type EventRuleProps = {
  /** The account's default bus, where S3 speaks, unless given. */
  bus?: IEventBusRef;
  description: string;
  pattern: EventPattern;
  worker: QueueWorker;
};

/** Events that match go to the worker's queue; those that EventBridge cannot deliver, to its dead letters. */
export class EventRule extends Construct {
  constructor(scope: Construct, id: string, { bus, description, pattern, worker }: EventRuleProps) {
    super(scope, id);
    const target = new SqsQueue(worker.queue, {
      deadLetterQueue: worker.deadLetters,
      maxEventAge: Duration.hours(2),
      retryAttempts: 50,
    });
    new Rule(this, 'Rule', {
      description,
      eventPattern: pattern,
      targets: [target],
      ...(bus && { eventBus: bus }),
    });
  }
}
