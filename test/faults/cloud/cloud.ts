import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { DecryptCommand, EncryptCommand, GetPublicKeyCommand, SignCommand } from '@aws-sdk/client-kms';
import { PublishCommand } from '@aws-sdk/client-sns';
import { ChangeMessageVisibilityCommand, GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { MemoryBuckets } from './memory-buckets.ts';
import { MemoryTables } from './memory-tables.ts';

export const names = { table: 'table', audit: 'audit', uploads: 'uploads', records: 'records' };

/** What leaves the account, or goes from one function to the next. */
export type Outlets = {
  event(detail: string): void;
  delivery(body: string): void;
  /** A mail. */
  outside(what: string): void;
};

/** The AWS services that the functions call, in memory. */
export class Cloud {
  readonly tables: MemoryTables;
  readonly buckets: MemoryBuckets;

  constructor(tables = new MemoryTables(), buckets = new MemoryBuckets()) {
    this.tables = tables;
    this.buckets = buckets;
  }

  fork = (): Cloud => new Cloud(this.tables.fork(), this.buckets.fork());

  /** Carries the command out. @throws what the service would. */
  answer(command: object, outlets: Outlets): object {
    const answer = this.tables.answer(command) ?? this.buckets.answer(command) ?? answerOf(command, outlets);
    if (!answer) throw new TypeError(`${command.constructor.name} has no answer here`);
    return answer;
  }
}

function answerOf(command: object, outlets: Outlets): object | undefined {
  if (command instanceof PutEventsCommand) return putEvents(command.input.Entries!, outlets);
  if (command instanceof SendMessageCommand) {
    outlets.delivery(command.input.MessageBody!);
    return {};
  }
  if (command instanceof PublishCommand) {
    outlets.outside(`mail ${command.input.Subject} ${command.input.Message}`);
    return {};
  }
  if (command instanceof GetQueueUrlCommand) return { QueueUrl: command.input.QueueName };
  if (command instanceof ChangeMessageVisibilityCommand) return {};
  return keyServiceAnswer(command);
}

function putEvents(entries: PutEventsRequestEntry[], outlets: Outlets) {
  for (const { Detail } of entries) outlets.event(Detail!);
  return { FailedEntryCount: 0, Entries: entries.map(() => ({})) };
}

const signingKey = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function keyServiceAnswer(command: object): object | undefined {
  if (command instanceof GetPublicKeyCommand)
    return { PublicKey: signingKey.publicKey.export({ format: 'der', type: 'spki' }) };
  if (command instanceof SignCommand) return { Signature: signature() };
  if (command instanceof EncryptCommand) return { CiphertextBlob: command.input.Plaintext };
  if (command instanceof DecryptCommand) return { Plaintext: command.input.CiphertextBlob };
  return undefined;
}

/** ECDSA gives another signature each time; two integers in DER, as KMS writes them. Nobody checks it here. */
function signature(): Uint8Array {
  const integer = () => [
    0x02,
    32,
    ...randomBytes(32).map((byte, place) => (place ? byte : (byte & 0x3f) | 1)),
  ];
  return Uint8Array.from([0x30, 68, ...integer(), ...integer()]);
}
