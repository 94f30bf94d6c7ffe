import { KMSClient } from '@aws-sdk/client-kms';

export const createKmsClient = (): KMSClient =>
  new KMSClient({
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
