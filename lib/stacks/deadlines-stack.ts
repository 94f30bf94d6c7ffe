import { Duration, Stack } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { ServiceAlarm } from '../constructs/service-alarm.ts';
import { SweepSchedule } from '../constructs/sweep-schedule.ts';
import { resourceName, stackSettings } from '../stage-settings.ts';
import type { WorkerStackProps } from './ingestion-stack.ts';

/** Looks every few minutes at what time has brought: deadlines, and files that wait. */
export class DeadlinesStack extends Stack {
  constructor(scope: Construct, id: string, props: WorkerStackProps) {
    super(scope, id, stackSettings(props.config, 'deadlines', 'watches deadlines and files that wait'));
    const sweep = this.#watchDeadlines(props);
    this.#alarmWaitingFiles(props, sweep);
  }

  #watchDeadlines({ config, alarmTopic, stateful }: WorkerStackProps): QueueWorker {
    const { table, uploads, records, bus } = stateful;
    const { checkMinutes, reminderDays, waitingHours } = config.deadlines;
    const worker = new QueueWorker(this, 'WatchDeadlines', {
      config,
      alarmTopic,
      name: 'watch-deadlines',
      description: 'Finds who is to be told of a deadline, and files that wait for too long',
      memorySize: 1024,
      timeout: Duration.minutes(1),
      batchSize: 10,
      maximumConcurrency: config.concurrency.watchDeadlines,
      maximumAge: Duration.hours(1),
      errorImpact: 'Nobody is reminded of deadlines, and a file may wait without anybody knowing.',
      environment: {
        TABLE_NAME: table.tableName,
        UPLOADS_BUCKET: uploads.bucketName,
        RECORDS_BUCKET: records.bucketName,
        EVENT_BUS_NAME: bus.eventBusName,
        S3_PATH_STYLE: String(config.emulated),
        REMINDER_DAYS: reminderDays.join(','),
        WAITING_HOURS: String(waitingHours),
      },
    });
    const actions = ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem', 'DeleteItem'];
    worker.function.allow(
      actions.map((action) => `dynamodb:${action}`),
      table.tableArn,
    );
    worker.function.allowObjects(['s3:GetObject'], uploads, 'submissions');
    worker.function.allowObjects(['s3:GetObject'], uploads, 'definitions');
    worker.function.allowTellingAbsence(uploads);
    worker.function.allow(['events:PutEvents'], bus.eventBusArn);
    new SweepSchedule(worker, 'Schedule', {
      config,
      alarmTopic,
      name: 'watch-deadlines',
      minutes: checkMinutes,
      worker,
    });
    return worker;
  }

  /** Counts the lines in which the sweep names a file that waits: one a file and sweep, for as long as it does. */
  #alarmWaitingFiles({ config, alarmTopic }: WorkerStackProps, { function: sweep }: QueueWorker) {
    const filter = new MetricFilter(this, 'WaitingFiles', {
      logGroup: sweep.log,
      filterPattern: FilterPattern.stringValue('$.message', '=', 'file waits for too long'),
      metricNamespace: resourceName(config, 'desk'),
      metricName: 'WaitingFiles',
    });
    new ServiceAlarm(this, 'WaitingFilesAlarm', {
      config,
      topic: alarmTopic,
      name: 'waiting-files',
      sentence: `A file that arrived has had no outcome for ${config.deadlines.waitingHours} hours.`,
      impact: 'An agency was promised an answer and has none, and rankings go on without its file.',
      metric: filter.metric({ period: Duration.minutes(15), statistic: 'Sum' }),
      threshold: 1,
    });
  }
}
