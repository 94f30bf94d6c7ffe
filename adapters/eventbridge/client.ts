import { EventBridgeClient } from '@aws-sdk/client-eventbridge';

export const createEventBridgeClient = (): EventBridgeClient =>
  new EventBridgeClient({
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
