import { Validations } from 'aws-cdk-lib';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { resourceName } from '../stage-settings.ts';

/** Notices by mail: each address gets what is for its agencies, or for `operators`. */
export class NoticeTopic extends Topic {
  constructor(scope: Construct, id: string, { config }: { config: Config }) {
    super(scope, id, {
      topicName: resourceName(config, 'notices'),
      displayName: `Civindex ${config.stage}`,
      enforceSSL: !config.emulated,
    });
    for (const { address, audience } of config.notices.mail)
      this.addSubscription(
        new EmailSubscription(address, {
          filterPolicy: { audience: SubscriptionFilter.stringFilter({ allowlist: audience }) },
        }),
      );
    Validations.of(this).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason:
        'Only e-mail subscribes, which SNS tries for hours; a program that must not miss any uses a webhook.',
    });
    if (config.emulated)
      Validations.of(this).acknowledge({
        id: 'AwsSolutions-SNS3',
        reason: 'An emulator on the loopback interface has no TLS; this stage holds no real data.',
      });
  }
}
