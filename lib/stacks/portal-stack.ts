import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { eventSource } from '../../contracts/events.ts';
import type { DeskConfig } from '../../web/desk/config.ts';
import type { Config, TokenIssuer } from '../config.ts';
import { countedMetric } from '../constructs/counted-metric.ts';
import { EventRule } from '../constructs/event-rule.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { ServiceAlarm } from '../constructs/service-alarm.ts';
import { SweepSchedule } from '../constructs/sweep-schedule.ts';
import { stackSettings } from '../stage-settings.ts';
import type { WorkerStackProps } from './ingestion-stack.ts';

/** A page that was missed is drawn within the hour; so are all of them when a deployment has changed how they look. */
const roundMinutes = 60;

export type PortalStackProps = WorkerStackProps & { issuer: TokenIssuer };

/** Pages for people, drawn when something is released. */
export class PortalStack extends Stack {
  constructor(scope: Construct, id: string, props: PortalStackProps) {
    super(scope, id, stackSettings(props.config, 'portal', 'draws pages of what is public'));
    this.#renderPages(props);
  }

  #renderPages({ config, alarmTopic, issuer, stateful: { table, records, pages, bus } }: PortalStackProps) {
    const worker = new QueueWorker(this, 'RenderPages', {
      config,
      alarmTopic,
      name: 'render-pages',
      description: 'Draws the pages of an index when something of it was released',
      memorySize: 1769,
      timeout: Duration.minutes(5),
      // By then it is known how sure the ranks are.
      delay: Duration.seconds(5),
      batchSize: 10,
      withFiles: { script: 'web/build-assets.ts', folder: 'assets' },
      maximumConcurrency: config.concurrency.renderPages,
      maximumAge: Duration.hours(1),
      errorImpact: 'Pages for people show the release before; the API shows the new one.',
      environment: {
        TABLE_NAME: table.tableName,
        RECORDS_BUCKET: records.bucketName,
        PAGES_BUCKET: pages.bucketName,
        DESK_CONFIG: this.toJsonString(deskConfig(config, issuer)),
        S3_PATH_STYLE: String(config.emulated),
      },
    });
    worker.function.allow(['dynamodb:GetItem', 'dynamodb:Query'], table.tableArn);
    for (const prefix of ['definitions', 'parts', 'runs'])
      worker.function.allowObjects(['s3:GetObject'], records, prefix);
    worker.function.allowTellingAbsence(records);
    for (const prefix of ['assets', 'desk', 'vi', 'en'])
      worker.function.allowObjects(['s3:PutObject', 's3:DeleteObject'], pages, prefix);
    worker.function.allow(['s3:PutObject'], pages.arnForObjects('vi'));
    worker.function.allow(['s3:PutObject'], pages.arnForObjects('en'));
    worker.function.allow(['s3:ListBucket'], pages.bucketArn);
    new EventRule(worker, 'Events', {
      bus,
      description: 'What changes what is public',
      pattern: {
        source: [eventSource],
        detailType: ['release.published', 'release.withdrawn', 'order.done', 'definitions.registered'],
      },
      worker,
    });
    new ServiceAlarm(worker, 'BehindAlarm', {
      config,
      topic: alarmTopic,
      name: 'render-pages-behind',
      sentence: 'For an hour, drawings of pages have ended with news left.',
      impact: 'Pages for people are minutes behind the API.',
      metric: countedMetric(config, 'DrawingsBehind', { statistic: 'Sum', period: Duration.minutes(15) }),
      threshold: 1,
      periods: 4,
    });
    new SweepSchedule(worker, 'Round', {
      config,
      alarmTopic,
      name: 'render-pages',
      minutes: roundMinutes,
      worker,
    });
  }
}

/** People sign in at the user pool; where there is none, they bring a token. */
const deskConfig = ({ userPool }: Config, { issuer, audience, claims }: TokenIssuer): DeskConfig => ({
  api: '',
  claims,
  ...(userPool && { signIn: { issuer, clientId: audience } }),
});
