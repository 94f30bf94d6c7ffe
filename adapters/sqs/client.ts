import { SQSClient } from '@aws-sdk/client-sqs';

export const createSqsClient = (): SQSClient =>
  new SQSClient({
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
