import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  LogQueryWidget,
  MathExpression,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { metricNamespace } from '../../contracts/counted-metrics.ts';
import type { Config } from '../config.ts';
import { resourceName } from '../stage-settings.ts';
import { countedMetric } from './counted-metric.ts';

const outcomes = ['accepted', 'rejected', 'superseded', 'repeated', 'unknown-upload'];
const hour = Duration.hours(1);

/** One page for those who answer for the rankings: what came in, what became of it, how far and how fresh all is. */
export class BusinessDashboard extends Construct {
  constructor(scope: Construct, id: string, { config }: { config: Config }) {
    super(scope, id);
    const graph = (title: string, ...left: IMetric[]) => new GraphWidget({ title, width: 12, left });
    new Dashboard(this, 'Dashboard', {
      dashboardName: resourceName(config, 'rankings'),
      widgets: [
        [new TextWidget({ width: 24, height: 2, markdown: explanation })],
        [
          graph(
            'Files judged, by outcome, each hour',
            ...outcomes.map((outcome) =>
              countedMetric(config, 'Submissions', { statistic: 'Sum', period: hour, by: { outcome } }),
            ),
          ),
          graph(
            'Coverage of editions that are open (% of the files awaited)',
            each(config, 'Coverage', 'edition'),
          ),
        ],
        [
          graph(
            'From the announcement of a file to its readers, longest of each hour (s)',
            each(config, 'SecondsToRelease', 'index'),
          ),
          new LogQueryWidget({
            title: 'Freshness: the last release of each ranking by itself',
            width: 12,
            logGroupNames: [`/aws/lambda/${resourceName(config, 'publish-release')}`],
            queryLines: [
              "filter outcome = 'published'",
              "stats max(@timestamp) as released, count(*) as releases by concat(edition.index, '/', edition.period) as ranking",
              'sort released desc',
            ],
          }),
        ],
      ],
    });
  }
}

/** A line for each index or edition that has been counted lately, whatever its name. */
const each = ({ stage }: Config, metricName: string, by: string) =>
  new MathExpression({
    expression: `SEARCH('{${metricNamespace},stage,${by}} MetricName="${metricName}" stage="${stage}"', 'Maximum', 3600)`,
    label: '',
    period: hour,
    usingMetrics: {},
  });

const explanation =
  'Set the time range to weeks. An open edition below 100 % has files missing: who, says `civindex status`. A ranking ' +
  'that is released by hand is fresh when an operator says so. What each graph means: docs/runbook.md, *Read the dashboards*.';
