import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { eventSource } from '../../contracts/events.ts';
import { EventRule } from '../constructs/event-rule.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { stackSettings } from '../stage-settings.ts';
import type { WorkerStackProps } from './ingestion-stack.ts';

/** What is said of a ranking beyond its figures: beside the way from an upload to its readers, not on it. */
export class AnalysisStack extends Stack {
  constructor(scope: Construct, id: string, props: WorkerStackProps) {
    super(scope, id, stackSettings(props.config, 'analysis', 'says how sure ranks are'));
    const { config, alarmTopic, stateful } = props;
    const { table, records, bus } = stateful;
    const worker = new QueueWorker(this, 'AssessRanks', {
      config,
      alarmTopic,
      name: 'assess-ranks',
      description: 'Ranks a computed cohort a thousand times by other weights and methods',
      memorySize: 1769,
      timeout: Duration.minutes(2),
      batchSize: 5,
      // Its readers have the ranking by then: on one machine the thousand rankings take nothing from their way.
      delay: Duration.seconds(2),
      maximumConcurrency: config.concurrency.assessRanks,
      maximumAge: Duration.hours(1),
      errorImpact: 'Readers see ranks without their intervals; the ranks themselves are right.',
      environment: {
        TABLE_NAME: table.tableName,
        RECORDS_BUCKET: records.bucketName,
        S3_PATH_STYLE: String(config.emulated),
      },
    });
    worker.function.allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'], table.tableArn);
    for (const prefix of ['definitions', 'parts'])
      worker.function.allowObjects(['s3:GetObject'], records, prefix);
    worker.function.allowObjects(['s3:GetObject', 's3:PutObject'], records, 'analyses');
    worker.function.allowTellingAbsence(records);
    new EventRule(worker, 'Events', {
      bus,
      description: 'Runs that are written',
      pattern: { source: [eventSource], detailType: ['ranking.computed'] },
      worker,
    });
  }
}
