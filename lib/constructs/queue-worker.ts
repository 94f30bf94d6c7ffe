import { Duration, Validations } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { removalPolicy, resourceName } from '../stage-settings.ts';
import { ServiceAlarm } from './service-alarm.ts';
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts';

export type QueueWorkerProps = ServiceFunctionProps & {
  alarmTopic: ITopic;
  /** How many messages one call may get; SQS hands over ten at most at once. */
  batchSize: number;
  /** How long a message rests first. */
  delay?: Duration;
  maximumConcurrency: number;
  /** Deliveries of a message before it is given up; four unless said. */
  tries?: number;
  /** A message that has waited so long rings the alarm. */
  maximumAge: Duration;
  /** What agencies or readers lose while messages of this worker are not handled, in a sentence. */
  errorImpact: string;
};

/**
 * A queue, the function that works it off, and one dead-letter queue for whatever could not be handled or
 * delivered: rules use it too (see EventRule), so that a single redrive brings everything back.
 * Its alarms are `{name}-dead-letters` and `{name}-age`.
 */
export class QueueWorker extends Construct {
  readonly function: ServiceFunction;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly errorImpact: string;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    const { config, name, batchSize } = props;
    const worker = new ServiceFunction(this, 'Worker', props);
    this.function = worker;
    this.errorImpact = props.errorImpact;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...secured(config),
      queueName: resourceName(config, `${name}-dead-letters`),
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      ...secured(config),
      queueName: resourceName(config, name),
      ...(props.delay && { deliveryDelay: props.delay }),
      // Six tries of the function fit, as Lambda advises, so that a throttled batch does not come twice.
      visibilityTimeout: Duration.seconds(6 * props.timeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.tries ?? 4 },
    });
    worker.lambda.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize,
        maxConcurrency: props.maximumConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    this.#acknowledge(config);
    this.#alarm(props);
  }

  #alarm({ config, name, alarmTopic: topic, errorImpact: impact, maximumAge }: QueueWorkerProps) {
    const period = Duration.minutes(1);
    new ServiceAlarm(this, 'DeadLettersAlarm', {
      config,
      topic,
      impact,
      name: `${name}-dead-letters`,
      sentence: `Messages for ${name} were given up after several tries.`,
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
      threshold: 1,
    });
    new ServiceAlarm(this, 'AgeAlarm', {
      config,
      topic,
      impact,
      name: `${name}-age`,
      sentence: `A message for ${name} has waited for ${maximumAge.toHumanString()}.`,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' }),
      threshold: maximumAge.toSeconds(),
    });
  }

  #acknowledge({ emulated }: Config) {
    Validations.of(this.deadLetters).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'It is the dead-letter queue; an alarm rings at its first message.',
    });
    Validations.of(this.function.lambda).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'Lambda offers no failure destination for SQS; the redrive policy of the queue does its work.',
    });
    if (emulated)
      Validations.of(this).acknowledge({
        id: 'AwsSolutions-SQS4',
        reason: 'An emulator on the loopback interface has no TLS; this stage holds no real data.',
      });
  }
}

/** Keys of SQS itself: with a KMS-managed key EventBridge could not deliver. */
const secured = (config: Config): QueueProps => ({
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: !config.emulated,
  removalPolicy: removalPolicy(config),
});
