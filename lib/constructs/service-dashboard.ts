import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { resourceName } from '../stage-settings.ts';

const workers = [
  'register-definitions',
  'validate-submission',
  'recompute-rankings',
  'publish-release',
  'carry-out-orders',
  'assess-ranks',
  'attest',
  'append-audit',
  'render-pages',
  'watch-deadlines',
  'mail-notices',
  'route-webhooks',
  'deliver-webhooks',
];
const functions = [...workers, 'public-api', 'proof-api', 'desk-api', 'authorise'];
const deadLetters = workers.map((name) => `${name}-dead-letters`);

/** Namespace and dimension of what is watched. */
const api = ['AWS/ApiGateway', 'ApiName'] as const;
const queue = ['AWS/SQS', 'QueueName'] as const;
const lambda = ['AWS/Lambda', 'FunctionName'] as const;

/** One page that shows how the service does. It knows what it watches by name, and so stands in nobody's way. */
export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, { config }: { config: Config }) {
    super(scope, id);
    const graph = graphsOf(config);
    new Dashboard(this, 'Dashboard', {
      dashboardName: resourceName(config, 'overview'),
      widgets: [
        [
          graph('Requests', api, 'Count', 'Sum', ['api']),
          graph('Server errors', api, '5XXError', 'Sum', ['api']),
          graph('Time to answer, p95 (ms)', api, 'Latency', 'p95', ['api']),
        ],
        [
          graph('Messages waiting', queue, 'ApproximateNumberOfMessagesVisible', 'Maximum', workers),
          graph('Age of the oldest message (s)', queue, 'ApproximateAgeOfOldestMessage', 'Maximum', workers),
          graph('Dead letters', queue, 'ApproximateNumberOfMessagesVisible', 'Maximum', deadLetters),
        ],
        [
          graph('Function errors', lambda, 'Errors', 'Sum', functions),
          graph('Duration, p95 (ms)', lambda, 'Duration', 'p95', functions),
          graph('Throttled calls', lambda, 'Throttles', 'Sum', functions),
        ],
      ],
    });
  }
}

type Source = readonly [namespace: string, dimension: string];

/** Graphs of a metric, with a line for each thing named. */
const graphsOf =
  (config: Config) =>
  (title: string, [namespace, dimension]: Source, metricName: string, statistic: string, names: string[]) =>
    new GraphWidget({
      title,
      width: 8,
      left: names.map((name) => {
        const dimensionsMap = { [dimension]: resourceName(config, name) };
        return new Metric({ namespace, metricName, statistic, dimensionsMap, label: name, period });
      }),
    });

const period = Duration.minutes(5);
