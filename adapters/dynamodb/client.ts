import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A request that hangs is given up and tried again long before the function's own time is over. */
export const createDynamoDbClient = (): DynamoDBClient =>
  new DynamoDBClient({
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
