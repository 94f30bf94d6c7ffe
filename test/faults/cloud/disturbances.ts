import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ProvisionedThroughputExceededException,
  PutItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';

/**
 * What can happen to a call:
 * - `refused`: it fails and has no effect · `answer-lost`: it has its effect, and the caller is told of a failure
 * - `throttled`: too much at once, of a batch its second half · `contested`: another transaction holds the item
 * - `overtaken`: it hangs for so long that the message is delivered again, to a copy that goes through, and then
 *   takes effect · `late`: the same, after everything that followed from the copy
 * - `killed-before`, `killed-after`: the process dies at it; another one starts cold
 */
export const disturbances = [
  'refused',
  'answer-lost',
  'throttled',
  'contested',
  'overtaken',
  'late',
  'killed-before',
  'killed-after',
] as const;

export type Disturbance = (typeof disturbances)[number];

export type Hand = {
  /** Carries a command out. */
  answer(command: object): object;
  die(): Promise<never>;
  /** Has the same message delivered to another process, to its end. */
  copy(): Promise<void>;
  /** Delivers all that waits. */
  drain(): Promise<void>;
};

/** Whether the disturbance can happen to such a call. */
export const fits = (disturbance: Disturbance, command: object): boolean =>
  disturbance !== 'contested' ||
  command instanceof TransactWriteItemsCommand ||
  command instanceof PutItemCommand ||
  command instanceof UpdateItemCommand;

/** @returns what the caller is answered, if it is. */
export async function disturbed(disturbance: Disturbance, command: object, hand: Hand): Promise<object> {
  switch (disturbance) {
    case 'refused':
      throw failure('ServiceUnavailable', 503);
    case 'answer-lost':
      hand.answer(command);
      throw failure('TimeoutError');
    case 'throttled':
      return throttled(command, hand);
    case 'contested':
      throw contest(command);
    case 'overtaken':
      await hand.copy();
      return hand.answer(command);
    case 'late':
      await hand.copy();
      await hand.drain();
      return hand.answer(command);
    case 'killed-before':
      return hand.die();
    case 'killed-after':
      hand.answer(command);
      return hand.die();
  }
}

const failure = (name: string, status?: number) =>
  Object.assign(new Error(`${name} (made to fail)`), { name, $metadata: { httpStatusCode: status } });

const half = <Entry>(entries: Entry[]) => Math.floor(entries.length / 2);

/** As each service says it: an exception, or a part that was left undone. */
function throttled(command: object, hand: Hand): object {
  if (command instanceof PutEventsCommand) {
    const entries = command.input.Entries!;
    const done = entries.slice(0, half(entries));
    if (done.length > 0) hand.answer(new PutEventsCommand({ Entries: done }));
    const refused = { ErrorCode: 'ThrottlingException' };
    return {
      FailedEntryCount: entries.length - done.length,
      Entries: entries.map((_, place) => (place < done.length ? {} : refused)),
    };
  }
  if (command instanceof BatchWriteItemCommand) {
    const [[table, writes]] = Object.entries(command.input.RequestItems!) as [[string, object[]]];
    const split = half(writes);
    if (split > 0)
      hand.answer(new BatchWriteItemCommand({ RequestItems: { [table]: writes.slice(0, split) } }));
    return { UnprocessedItems: { [table]: writes.slice(split) } };
  }
  if (command instanceof BatchGetItemCommand)
    return { Responses: {}, UnprocessedKeys: command.input.RequestItems };
  if (command instanceof TransactWriteItemsCommand) throw cancelled(command, 'ThrottlingError');
  throw command.constructor.name.includes('Item') || command.constructor.name.startsWith('Query')
    ? new ProvisionedThroughputExceededException({ message: 'too much', $metadata: {} })
    : failure('ThrottlingException', 429);
}

const contest = (command: object) =>
  command instanceof TransactWriteItemsCommand
    ? cancelled(command, 'TransactionConflict')
    : new TransactionConflictException({ message: 'in conflict', $metadata: {} });

const cancelled = (command: TransactWriteItemsCommand, Code: string) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: command.input.TransactItems!.map((_, place) => ({ Code: place ? 'None' : Code })),
  });
