import { Annotations, Stack, Validations } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { BusinessDashboard } from '../constructs/business-dashboard.ts';
import { ServiceDashboard } from '../constructs/service-dashboard.ts';
import { ThrottleAlarms } from '../constructs/throttle-alarms.ts';
import { resourceName, stackSettings } from '../stage-settings.ts';

/**
 * Where alarms go, one page that shows how the service does, and one how the rankings do. It is deployed before what
 * it watches: each alarm lies in the stack of what it is about, and here those about what all share.
 */
export class OperationsStack extends Stack {
  readonly alarmTopic: Topic;

  constructor(scope: Construct, id: string, { config, table }: { config: Config; table: TableV2 }) {
    super(scope, id, stackSettings(config, 'operations', 'alarm topic and dashboard'));
    this.alarmTopic = new Topic(this, 'Alarms', {
      topicName: resourceName(config, 'alarms'),
      displayName: `Civindex ${config.stage}`,
      enforceSSL: !config.emulated,
    });
    this.#letAlarmsPublish();
    this.#acknowledge(config);
    this.#tellSomebody(config);
    new ServiceDashboard(this, 'Overview', { config });
    new ThrottleAlarms(this, 'Throttles', { config, topic: this.alarmTopic, table });
    new BusinessDashboard(this, 'Rankings', { config });
  }

  #tellSomebody({ alarmEmail, emulated }: Config) {
    if (alarmEmail) this.alarmTopic.addSubscription(new EmailSubscription(alarmEmail));
    else if (!emulated)
      Annotations.of(this).addWarningV2(
        'civindex:alarms-reach-nobody',
        'Alarms reach nobody: set alarmEmail in the file of the stage, or CIVINDEX_ALARM_EMAIL.',
      );
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
        'The only subscription is e-mail, which SNS tries for hours. The alarm itself keeps its state in ' +
        'CloudWatch; a queue of notices that could not be delivered would be read by nobody.',
    });
    if (emulated)
      Validations.of(this.alarmTopic).acknowledge({
        id: 'AwsSolutions-SNS3',
        reason: 'An emulator on the loopback interface has no TLS; this stage holds no real data.',
      });
  }
}
