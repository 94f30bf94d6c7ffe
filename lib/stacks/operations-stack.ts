import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, Metric, Row } from 'aws-cdk-lib/aws-cloudwatch';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { resourceName, stackSettings } from '../stage-settings.ts';

const workers = ['register-definitions', 'validate-submission', 'recompute-rankings', 'publish-release'];
const functions = [...workers, 'public-api', 'desk-api', 'authorise'];

/**
 * Where alarms go, and one page that shows how the service does. It is deployed before what it watches and
 * knows it by name, so that a worker can go without its dashboard being in the way.
 */
export class OperationsStack extends Stack {
  readonly alarmTopic: Topic;

  constructor(scope: Construct, id: string, { config }: { config: Config }) {
    super(scope, id, stackSettings(config, 'operations', 'alarm topic and dashboard'));
    this.alarmTopic = new Topic(this, 'Alarms', {
      topicName: resourceName(config, 'alarms'),
      displayName: `Civindex ${config.stage}`,
      enforceSSL: !config.emulated,
    });
    this.#letAlarmsPublish();
    this.#acknowledge(config);
    if (config.alarmEmail) this.alarmTopic.addSubscription(new EmailSubscription(config.alarmEmail));
    this.#draw(config);
  }

  /** A topic with a policy of its own has lost SNS's default one, which would let them. */
  #letAlarmsPublish() {
    this.alarmTopic.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.alarmTopic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
  }

  #acknowledge({ emulated }: Config) {
    Validations.of(this.alarmTopic).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason:
        'The only subscription is e-mail, which SNS tries for six hours. The alarm itself stays in ALARM and ' +
        'shows on the dashboard; a queue of undelivered notices would be read by nobody.',
    });
    if (emulated)
      Validations.of(this.alarmTopic).acknowledge({
        id: 'AwsSolutions-SNS3',
        reason: 'An emulator on the loopback interface has no TLS; this stage holds no real data.',
      });
  }

  #draw(config: Config) {
    const queue = of('AWS/SQS', 'QueueName', config);
    const lambda = of('AWS/Lambda', 'FunctionName', config);
    const api = of('AWS/ApiGateway', 'ApiName', config);
    const deadLetters = workers.map((name) => `${name}-dead-letters`);
    const rows = [
      [
        graph('Requests', [api('api', 'Count', 'Sum'), api('api', '4XXError', 'Sum')]),
        graph('Server errors', [api('api', '5XXError', 'Sum')]),
        graph('Time to answer (ms)', [api('api', 'Latency', 'p50'), api('api', 'Latency', 'p95')]),
      ],
      [
        graph(
          'Age of the oldest message (s)',
          workers.map((name) => queue(name, 'ApproximateAgeOfOldestMessage', 'Maximum')),
        ),
        graph(
          'Messages waiting',
          workers.map((name) => queue(name, 'ApproximateNumberOfMessagesVisible', 'Maximum')),
        ),
        graph(
          'Dead letters',
          deadLetters.map((name) => queue(name, 'ApproximateNumberOfMessagesVisible', 'Maximum')),
        ),
      ],
      [
        graph(
          'Function errors',
          functions.map((name) => lambda(name, 'Errors', 'Sum')),
        ),
        graph(
          'Function duration, p95 (ms)',
          functions.map((name) => lambda(name, 'Duration', 'p95')),
        ),
        graph(
          'Throttled calls',
          functions.map((name) => lambda(name, 'Throttles', 'Sum')),
        ),
      ],
    ];
    new Dashboard(this, 'Dashboard', {
      dashboardName: resourceName(config, 'overview'),
      widgets: rows.map((widgets) => [new Row(...widgets)]),
    });
  }
}

/** Metrics of one namespace, by the last part of what is watched. */
const of =
  (namespace: string, dimension: string, config: Config) =>
  (name: string, metricName: string, statistic: string) =>
    new Metric({
      namespace,
      metricName,
      statistic,
      label: statistic.startsWith('p') ? `${name} ${statistic}` : `${name} ${metricName}`,
      period: Duration.minutes(5),
      dimensionsMap: { [dimension]: resourceName(config, name) },
    });

const graph = (title: string, left: Metric[]) => new GraphWidget({ title, left, width: 8, height: 6 });
