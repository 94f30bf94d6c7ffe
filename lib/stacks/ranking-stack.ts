import { Duration, Stack } from 'aws-cdk-lib';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { type EventType, eventSource } from '../../contracts/events.ts';
import type { Config } from '../config.ts';
import { EventRule } from '../constructs/event-rule.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { ServiceAlarm } from '../constructs/service-alarm.ts';
import { SweepSchedule } from '../constructs/sweep-schedule.ts';
import { resourceName, stackSettings } from '../stage-settings.ts';
import type { WorkerStackProps } from './ingestion-stack.ts';
import type { StatefulStack } from './stateful-stack.ts';

/** From the news of data to a run, and from a run to what readers see. */
export class RankingStack extends Stack {
  constructor(scope: Construct, id: string, props: WorkerStackProps) {
    super(scope, id, stackSettings(props.config, 'ranking', 'computes and publishes rankings'));
    this.#recomputeRankings(props);
    this.#publishRelease(props);
    this.#carryOutOrders(props);
  }

  #recomputeRankings({ config, alarmTopic, stateful }: WorkerStackProps) {
    const { table, records, bus } = stateful;
    const worker = new QueueWorker(this, 'RecomputeRankings', {
      config,
      alarmTopic,
      name: 'recompute-rankings',
      description: 'Computes the rankings whose data, definition or preceding release changed',
      memorySize: 1769,
      timeout: Duration.minutes(2),
      batchSize: 10,
      // What arrives together rests together: the first message to wake computes for all, and they ask no more.
      delay: Duration.seconds(config.recompute.windowSeconds),
      maximumConcurrency: config.concurrency.recomputeRankings,
      maximumAge: Duration.hours(1),
      errorImpact: 'Rankings do not show data that agencies were told is accepted.',
      environment: environment(config, stateful),
    });
    worker.function.allowObjects(['s3:GetObject'], records, 'definitions');
    worker.function.allowObjects(['s3:GetObject'], records, 'parts');
    worker.function.allowObjects(['s3:GetObject', 's3:PutObject'], records, 'runs');
    worker.function.allowTellingAbsence(records);
    worker.function.allow(
      ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem'].map((action) => `dynamodb:${action}`),
      table.tableArn,
    );
    worker.function.allow(['events:PutEvents'], bus.eventBusArn);
    onEvent(changesOfRankings, worker, stateful);
    this.#alarmOnRefusals(worker, config, alarmTopic);
  }

  /** No message fails by them: what the method cannot be computed from is recorded with the edition. */
  #alarmOnRefusals(worker: QueueWorker, config: Config, topic: ITopic) {
    const refusals = worker.function.log.addMetricFilter('Refusals', {
      filterPattern: FilterPattern.stringValue('$.outcome', '=', 'refused'),
      metricNamespace: resourceName(config, 'recompute-rankings'),
      metricName: 'Refusals',
    });
    new ServiceAlarm(this, 'RefusalsAlarm', {
      config,
      topic,
      name: 'recompute-rankings-refused',
      sentence: 'An edition cannot be computed from the data that are accepted for it.',
      impact: 'Its ranking does not show data that agencies were told is accepted.',
      metric: refusals.metric({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 1,
    });
  }

  #publishRelease({ config, alarmTopic, stateful }: WorkerStackProps) {
    const { table, bus } = stateful;
    const worker = new QueueWorker(this, 'PublishRelease', {
      config,
      alarmTopic,
      name: 'publish-release',
      description: 'Makes a computed ranking the one that readers see',
      memorySize: 512,
      timeout: Duration.seconds(30),
      batchSize: 10,
      maximumConcurrency: config.concurrency.publishRelease,
      maximumAge: Duration.hours(1),
      errorImpact: 'A ranking that is computed is not public; readers see the one before.',
      environment: environment(config, stateful),
    });
    worker.function.allow(
      ['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'].map((action) => `dynamodb:${action}`),
      table.tableArn,
    );
    worker.function.allow(['events:PutEvents'], bus.eventBusArn);
    onEvent(['ranking.computed'], worker, stateful);
  }

  #carryOutOrders({ config, alarmTopic, stateful }: WorkerStackProps) {
    const { table, bus } = stateful;
    const worker = new QueueWorker(this, 'CarryOutOrders', {
      config,
      alarmTopic,
      name: 'carry-out-orders',
      description: 'Releases, rolls back and withdraws at the second that an operator has set',
      memorySize: 512,
      // It waits for the second that an order names.
      timeout: Duration.minutes(3),
      batchSize: 1,
      maximumConcurrency: config.concurrency.carryOutOrders,
      maximumAge: Duration.minutes(10),
      errorImpact: 'A release that an operator has set for a time is not made.',
      environment: { TABLE_NAME: table.tableName, EVENT_BUS_NAME: bus.eventBusName },
    });
    worker.function.allow(
      ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      table.tableArn,
    );
    worker.function.allow(['events:PutEvents'], bus.eventBusArn);
    onEvent(['order.given'], worker, stateful);
    new SweepSchedule(worker, 'Minute', { config, alarmTopic, name: 'carry-out-orders', minutes: 1, worker });
  }
}

/** What recompute-rankings reads. */
const changesOfRankings: EventType[] = [
  'observations.accepted',
  'observations.withdrawn',
  'observations.verified',
  'definitions.registered',
  'release.published',
  'release.withdrawn',
];

function onEvent(types: EventType[], worker: QueueWorker, { bus }: StatefulStack) {
  new EventRule(worker, 'Events', {
    bus,
    description: `On the bus: ${types.join(', ')}`,
    pattern: { source: [eventSource], detailType: types },
    worker,
  });
}

const environment = (config: Config, { table, records, bus }: StatefulStack) => ({
  TABLE_NAME: table.tableName,
  RECORDS_BUCKET: records.bucketName,
  EVENT_BUS_NAME: bus.eventBusName,
  S3_PATH_STYLE: String(config.emulated),
});
