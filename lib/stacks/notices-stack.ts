import { Duration, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { eventSource } from '../../contracts/events.ts';
import { mostTries, webhookTypes } from '../../contracts/webhooks.ts';
import { EventRule } from '../constructs/event-rule.ts';
import { NoticeTopic } from '../constructs/notice-topic.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { removalPolicy, resourceName, stackSettings } from '../stage-settings.ts';
import type { WorkerStackProps } from './ingestion-stack.ts';

/** Who is told of what: people by mail, programs by webhooks. */
export class NoticesStack extends Stack {
  /** Seals the secrets of webhooks. Without it they are lost, and every webhook has to be registered anew. */
  readonly webhookKey: Key;

  constructor(scope: Construct, id: string, props: WorkerStackProps) {
    super(scope, id, stackSettings(props.config, 'notices', 'tells agencies, operators and programs'));
    this.webhookKey = new Key(this, 'WebhookKey', {
      alias: resourceName(props.config, 'webhooks'),
      description: 'Seals the secrets of webhooks',
      enableKeyRotation: true,
      removalPolicy: removalPolicy(props.config),
    });
    this.#mailNotices(props);
    this.#routeWebhooks(props, this.#deliverWebhooks(props));
  }

  #mailNotices({ config, alarmTopic, stateful: { table, bus } }: WorkerStackProps) {
    const topic = new NoticeTopic(this, 'Notices', { config });
    const worker = new QueueWorker(this, 'MailNotices', {
      config,
      alarmTopic,
      name: 'mail-notices',
      description: 'Sends notices by mail',
      memorySize: 512,
      timeout: Duration.seconds(30),
      batchSize: 10,
      maximumConcurrency: config.concurrency.mailNotices,
      maximumAge: Duration.hours(1),
      errorImpact: 'Agencies and operators do not get notices by mail; the desk shows the same to who looks.',
      environment: { TABLE_NAME: table.tableName, NOTICE_TOPIC_ARN: topic.topicArn },
    });
    worker.function.allow(['dynamodb:GetItem', 'dynamodb:UpdateItem'], table.tableArn);
    worker.function.allow(['sns:Publish'], topic.topicArn);
    new EventRule(worker, 'Events', {
      bus,
      description: 'On the bus: notice.due',
      pattern: { source: [eventSource], detailType: ['notice.due'] },
      worker,
    });
  }

  #deliverWebhooks({ config, alarmTopic, stateful: { table } }: WorkerStackProps): QueueWorker {
    const worker = new QueueWorker(this, 'DeliverWebhooks', {
      config,
      alarmTopic,
      name: 'deliver-webhooks',
      description: 'Posts signed messages to the addresses that agencies registered',
      memorySize: 512,
      timeout: Duration.seconds(30),
      batchSize: 10,
      maximumConcurrency: config.concurrency.deliverWebhooks,
      tries: mostTries,
      // The tries of a message to a receiver that is down are spread over eighteen hours.
      maximumAge: Duration.hours(24),
      errorImpact: 'A program of an agency was not told of something; it can still ask for it.',
      environment: {
        TABLE_NAME: table.tableName,
        WEBHOOK_KEY: this.webhookKey.keyArn,
        LOCAL_WEBHOOKS: String(config.emulated),
      },
    });
    worker.function.allow(['dynamodb:GetItem'], table.tableArn);
    worker.function.allow(['kms:Decrypt'], this.webhookKey.keyArn);
    return worker;
  }

  #routeWebhooks({ config, alarmTopic, stateful: { table, bus } }: WorkerStackProps, deliver: QueueWorker) {
    const worker = new QueueWorker(this, 'RouteWebhooks', {
      config,
      alarmTopic,
      name: 'route-webhooks',
      description: 'Finds the webhooks that an event concerns',
      memorySize: 512,
      timeout: Duration.seconds(30),
      batchSize: 10,
      maximumConcurrency: config.concurrency.routeWebhooks,
      maximumAge: Duration.hours(1),
      errorImpact: 'Programs of agencies are not told of what happens; they can still ask for it.',
      environment: { TABLE_NAME: table.tableName, DELIVERY_QUEUE_URL: deliver.queue.queueUrl },
    });
    worker.function.allow(['dynamodb:Query'], table.tableArn);
    worker.function.allow(['sqs:SendMessage'], deliver.queue.queueArn);
    new EventRule(worker, 'Events', {
      bus,
      description: 'What webhooks may be subscribed to, and test messages',
      pattern: {
        source: [eventSource],
        detailType: [...webhookTypes, 'webhook.pinged'],
      },
      worker,
    });
  }
}
