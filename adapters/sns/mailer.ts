import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Mailer } from '../../use-cases/mail-notice.ts';

export const createSnsClient = (): SNSClient =>
  new SNSClient({
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });

/** SNS takes no longer one. */
const longestSubject = 99;

/** Subscriptions of the topic choose by the attribute `audience`. */
export const createMailer = ({ client, topicArn }: { client: SNSClient; topicArn: string }): Mailer => ({
  async send({ audience, subject, body }) {
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Subject: `Civindex: ${subject}`.slice(0, longestSubject),
        Message: body,
        MessageAttributes: { audience: { DataType: 'String', StringValue: audience } },
      }),
    );
  },
});
