import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { SQSEvent } from 'aws-lambda';

/** The least that a stage of the pipeline can do: one write, one event. */
const table = new DynamoDBClient({});
const bus = new EventBridgeClient({});
const { TABLE_NAME, EVENT_BUS_NAME, WRITES, EMITS } = process.env;

/** The token of an upload: the object's name when S3 tells of it, `detail.token` afterwards. */
const tokenOf = (body: string): string => {
  const { detail } = JSON.parse(body);
  return detail.token ?? detail.object.key;
};

export async function hop({ Records }: SQSEvent): Promise<{ batchItemFailures: [] }> {
  for (const { body } of Records) {
    const token = tokenOf(body);
    const item = { pk: { S: `${token}#${WRITES}` } };
    await table.send(new PutItemCommand({ TableName: TABLE_NAME, Item: item }));
    if (!EMITS) continue;
    const Entry = { EventBusName: EVENT_BUS_NAME, Source: 'empty-chain', DetailType: EMITS };
    await bus.send(new PutEventsCommand({ Entries: [{ ...Entry, Detail: JSON.stringify({ token }) }] }));
  }
  return { batchItemFailures: [] };
}
