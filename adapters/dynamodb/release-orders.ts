import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { ReleaseChange, ReleaseOrder, ReleaseOrders } from '../../use-cases/order-ports.ts';
import { erratumKey, indexKey, releaseKey, releaseOrderKey, releaseOrders } from './keys.ts';
import { getItem, isConflict, putOf, queryAll, type Table, transact, updateItem, updateOf } from './table.ts';

export const createReleaseOrders = (table: Table): ReleaseOrders => ({
  async give(order, last) {
    const refused = await transact(table, [
      putOf(
        table,
        { ...releaseOrderKey(order.edition), ...order },
        last
          ? {
              ConditionExpression: 'id = :last AND NOT #state IN (:waiting, :done)',
              ExpressionAttributeNames: { '#state': 'state' },
              values: { ':last': last.id, ':waiting': 'waiting', ':done': 'done' },
            }
          : { ConditionExpression: 'attribute_not_exists(pk)' },
      ),
    ]);
    return !refused;
  },
  async last(edition) {
    const item = await getItem<ReleaseOrder>(table, releaseOrderKey(edition));
    return item && orderOf(item);
  },
  async standing() {
    const items = await queryAll<ReleaseOrder>(table, releaseOrders, {
      FilterExpression: '#state IN (:waiting, :done)',
      ExpressionAttributeNames: { '#state': 'state' },
      values: { ':waiting': 'waiting', ':done': 'done' },
    });
    return items.map(orderOf);
  },
  cancel: (order) => changeState(table, order, 'waiting', 'cancelled'),
  async announced(order) {
    await changeState(table, order, 'done', 'announced');
  },
  async carryOut(order, change) {
    try {
      return !(await transact(table, [
        doneWrite(table, order, change),
        ...changeWrites(table, order, change),
      ]));
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  },
});

function orderOf(item: ReleaseOrder): ReleaseOrder {
  const { pk: _, sk: __, ...order } = item as ReleaseOrder & { pk: string; sk: string };
  return order;
}

const stateChange = (order: ReleaseOrder, from: ReleaseOrder['state'], to: ReleaseOrder['state']) => ({
  UpdateExpression: 'SET #state = :to',
  ConditionExpression: 'id = :id AND #state = :from',
  ExpressionAttributeNames: { '#state': 'state' },
  values: { ':id': order.id, ':from': from, ':to': to },
});

async function changeState(
  table: Table,
  order: ReleaseOrder,
  from: ReleaseOrder['state'],
  to: ReleaseOrder['state'],
): Promise<boolean> {
  return (
    (await updateItem(table, releaseOrderKey(order.edition), stateChange(order, from, to))) !== undefined
  );
}

function doneWrite(table: Table, order: ReleaseOrder, { result }: ReleaseChange): TransactWriteItem {
  const change = stateChange(order, 'waiting', 'done');
  return updateOf(table, releaseOrderKey(order.edition), {
    ...change,
    UpdateExpression: `${change.UpdateExpression}, #result = :result`,
    ExpressionAttributeNames: { ...change.ExpressionAttributeNames, '#result': 'result' },
    values: { ...change.values, ':result': result },
  });
}

function changeWrites(table: Table, { edition }: ReleaseOrder, change: ReleaseChange): TransactWriteItem[] {
  const { before, pointer, withdrawal, erratum } = change;
  const writes: TransactWriteItem[] = [];
  if (pointer) {
    const withdrawn = { ...before.withdrawn };
    delete withdrawn[edition.period];
    writes.push(
      indexWrite(table, edition, before, { pointer, withdrawn }),
      putOf(
        table,
        { ...releaseKey(edition, pointer.revision), ...pointer },
        { ConditionExpression: 'attribute_not_exists(pk)' },
      ),
    );
  }
  if (withdrawal) {
    const { revision, ...told } = withdrawal;
    if (revision === before.current?.revision)
      writes.push(
        indexWrite(table, edition, before, {
          withdrawn: { ...before.withdrawn, [edition.period]: withdrawal },
        }),
      );
    writes.push(
      updateOf(table, releaseKey(edition, revision), {
        UpdateExpression: 'SET withdrawn = :withdrawn',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(withdrawn)',
        values: { ':withdrawn': told },
      }),
    );
  }
  if (erratum) writes.push(putOf(table, { ...erratumKey(edition.index, erratum), ...erratum }));
  return writes;
}

type Edition = ReleaseOrder['edition'];
type After = {
  pointer?: ReleaseChange['pointer'];
  withdrawn: NonNullable<ReleaseChange['before']['withdrawn']>;
};

/** What readers see changes only if it is still what was read. */
function indexWrite(
  table: Table,
  { index, period }: Edition,
  { current, withdrawn }: ReleaseChange['before'],
  after: After,
): TransactWriteItem {
  const shown = after.pointer
    ? 'SET editions.#period = :pointer, withdrawn = :withdrawn'
    : 'REMOVE editions.#period SET withdrawn = :withdrawn';
  const asShown = current
    ? 'editions.#period.revision = :revision'
    : 'attribute_not_exists(editions.#period)';
  const asWithdrawn = withdrawn ? 'withdrawn = :before' : 'attribute_not_exists(withdrawn)';
  return updateOf(table, indexKey(index), {
    UpdateExpression: shown,
    ConditionExpression: `${asShown} AND ${asWithdrawn}`,
    ExpressionAttributeNames: { '#period': period },
    values: {
      ':withdrawn': after.withdrawn,
      ...(after.pointer && { ':pointer': after.pointer }),
      ...(current && { ':revision': current.revision }),
      ...(withdrawn && { ':before': withdrawn }),
    },
  });
}
