import { DeleteItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { encodeTime } from 'ulid';
import type {
  EditionCalendar,
  EditionSubmissions,
  Ledger,
  ListedEdition,
  ListedSubmission,
  WaitingSubmissions,
} from '../../use-cases/deadline-ports.ts';
import {
  actKey,
  editionKey,
  editionSubmissions,
  editions,
  waitingSubmissionKey,
  waitingSubmissions,
} from './keys.ts';
import { getItem, queryAll, type Table, toItem, updateItem } from './table.ts';

export const createEditionCalendar = (table: Table): EditionCalendar => ({
  async editions() {
    const listed = await queryAll<ListedEdition>(table, editions);
    return listed.map(({ index, period, name, window, cohorts, reporters, told }) => ({
      index,
      period,
      name,
      window,
      cohorts,
      reporters,
      ...(told && { told }),
    }));
  },
  async markTold(edition, moment) {
    await updateItem(table, editionKey(edition), {
      UpdateExpression: 'SET told = :moment',
      values: { ':moment': moment },
    });
  },
});

export const createEditionSubmissions = (table: Table): EditionSubmissions => ({
  async ofEdition(edition) {
    const items = await queryAll<ListedSubmission & { pk: string; sk: string }>(
      table,
      editionSubmissions(edition),
    );
    return items.map(({ pk, sk, ...submission }) => submission);
  },
});

const ulidTimeLength = 10;

/** ULIDs begin with their time: those before a time are one stretch of the partition. */
export const createWaitingSubmissions = (table: Table): WaitingSubmissions => ({
  async openedBefore(time) {
    const { pk } = waitingSubmissions;
    const { sk } = waitingSubmissionKey(encodeTime(time.getTime(), ulidTimeLength));
    const query = {
      TableName: table.tableName,
      KeyConditionExpression: 'pk = :pk AND sk < :sk',
      ExpressionAttributeValues: toItem({ ':pk': pk, ':sk': sk }),
    };
    const ids: string[] = [];
    for await (const { Items } of paginateQuery({ client: table.client }, query))
      for (const item of Items ?? []) ids.push(unmarshall(item)['id']);
    return ids;
  },
  async remove(id) {
    await table.client.send(
      new DeleteItemCommand({ TableName: table.tableName, Key: toItem(waitingSubmissionKey(id)) }),
    );
  },
});

/** Longer than a function may run: who holds a claim for longer is dead. */
const leaseSeconds = 120;

type Act = { settledAt?: string };

export const createLedger = (table: Table): Ledger => ({
  async claim(act, now) {
    const key = actKey(act);
    const lapsed = new Date(now.getTime() - leaseSeconds * 1000).toISOString();
    const claimed = await updateItem(table, key, {
      UpdateExpression: 'SET claimedAt = :now',
      ConditionExpression:
        'attribute_not_exists(settledAt) AND (attribute_not_exists(claimedAt) OR claimedAt < :lapsed)',
      values: { ':now': now.toISOString(), ':lapsed': lapsed },
    });
    if (claimed) return 'claimed';
    const known = await getItem<Act>(table, key);
    return known?.settledAt ? 'settled' : 'held-by-another';
  },
  async settle(act, now) {
    await updateItem(table, actKey(act), {
      UpdateExpression: 'SET settledAt = :now',
      values: { ':now': now.toISOString() },
    });
  },
});
