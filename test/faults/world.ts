import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyResult, SQSBatchResponse } from 'aws-lambda';
import type { Event } from '../../contracts/events.ts';
import type { Log } from '../../lambdas/shared/log.ts';
import type { Identity } from '../../use-cases/identity.ts';
import { request } from '../unit/api/request.ts';
import { callee } from './cloud/clients.ts';
import { Cloud, names } from './cloud/cloud.ts';
import { type Disturbance, disturbed } from './cloud/disturbances.ts';
import { desk, type Surroundings, subscriptions, type WorkerName, workers } from './functions.ts';
import { halfRuns } from './half-runs.ts';

/** A message in a queue. */
export type Message = { to: WorkerName; body: string; tries: number };

/** A call to AWS: by which function, from which line. */
export type Call = { by: string; operation: string; site: string; command: object };

/** What befalls one call, by its number in the world, from 1. */
export type Accident = { call: number; kind: Disturbance };

const people: Record<string, Identity> = {
  operator: { subject: 'olga', agency: 'ministry', roles: ['operator'] },
  reporter: { subject: 'lan', agency: 'telecoms', roles: ['reporter'] },
  statistician: { subject: 'minh', agency: 'statistics', roles: ['reporter'] },
  reviewer: { subject: 'mai', agency: 'ministry', roles: ['reviewer'] },
};

export const day = 24 * 60 * 60_000;
export const firstDay = Date.UTC(2026, 0, 1);
/** Longer than a claim lasts; about what queues hide a message for. */
const untilRedelivery = 7 * 60_000;

type FunctionName = WorkerName | 'desk-api';
type Handler = (event: object) => Promise<unknown>;
/** A process at work on a message or a request. */
type Invocation = {
  by: FunctionName;
  event: object;
  /** The process. */
  handler: Handler;
  alive: boolean;
  die(): void;
  /** What another process answered that got the same, and was faster. */
  overtaken?: unknown;
};

/** The service in one process: real functions and adapters on AWS in memory, and queues that deliver again. */
export class World {
  readonly cloud: Cloud;
  readonly calls: Call[] = [];
  /** Mails and posts that were sent, each once. */
  readonly outside = new Set<string>();
  readonly deadLetters: Message[] = [];
  /** What readers must never see and for a moment could. */
  readonly violations = new Set<string>();
  waiting: Message[] = [];
  accident: Accident | undefined;
  recordsCalls = false;
  /** As the queues have it; a client gives up as soon. */
  mostDeliveries = 4;
  #now: number;
  #count = 0;
  readonly #warm = new Map<FunctionName, Handler>();
  readonly #surroundings: Surroundings;
  readonly #posts = new Set<string>();
  #running: Invocation[] = [];

  constructor(cloud = new Cloud(), now = firstDay) {
    this.cloud = cloud;
    this.#now = now;
    this.#surroundings = {
      people,
      log: silent,
      // A millisecond for each look, so that no two moments are the same.
      now: () => new Date(this.#now++),
      waitUntil: async (time) => {
        this.#now = Math.max(this.#now, time.getTime());
      },
      sender: {
        post: async (_, headers, body) => {
          if (body.includes('webhook.pinged') && this.#isFirst(headers['webhook-id']!)) return 503;
          this.outside.add(`post ${headers['webhook-id']} ${body}`);
          return 204;
        },
      },
    };
  }

  /** The same data; processes start cold. */
  fork(): World {
    const fork = new World(this.cloud.fork(), this.#now);
    for (const each of this.outside) fork.outside.add(each);
    return fork;
  }

  startDay(number: number) {
    this.#now = firstDay + number * day;
  }

  /** A file arrives in the bucket, by a form of the desk's. */
  upload(key: string, content: string) {
    const version = this.cloud.buckets.put({ Bucket: names.uploads, Key: key, Body: content });
    const to = key.startsWith('definitions/') ? 'register-definitions' : 'validate-submission';
    const detail = { bucket: { name: names.uploads }, object: { key, 'version-id': version.VersionId } };
    this.enqueue(to, { source: 'aws.s3', 'detail-type': 'Object Created', detail });
  }

  enqueue(to: WorkerName, body: object) {
    this.waiting.push({ to, body: JSON.stringify(body), tries: 0 });
  }

  /** Delivers until nothing waits; what fails is delivered again, after the others. */
  async drain(choose = () => this.waiting.splice(0, 1)): Promise<void> {
    while (this.waiting.length > 0) await this.deliver(choose());
  }

  /** @param batch messages of one queue */
  async deliver(batch: Message[]): Promise<void> {
    const to = batch[0]!.to;
    const answer = (await this.#invoke(to, eventOf(batch))) as SQSBatchResponse | undefined;
    const failed = batch.filter(
      (_, place) =>
        !answer || answer.batchItemFailures.some(({ itemIdentifier }) => itemIdentifier === String(place)),
    );
    if (failed.length > 0) this.#now += untilRedelivery;
    for (const message of failed) {
      message.tries += 1;
      (message.tries < this.mostDeliveries ? this.waiting : this.deadLetters).push(message);
    }
  }

  /** Asks as a program does: again where there is no answer, or one that says that the fault is ours. */
  async ask(person: string, method: string, path: string, body?: object, key?: string) {
    const headers = { Authorization: `Bearer ${person}`, ...(key && { 'Idempotency-Key': key }) };
    const question = request(path, { method, headers, ...(body && { body }) });
    for (let tries = 1; ; tries += 1) {
      const answer = (await this.#invoke('desk-api', question)) as APIGatewayProxyResult | undefined;
      if (answer && answer.statusCode >= 400 && answer.statusCode < 500 && !this.accident)
        throw new Error(`${method} ${path}: ${answer.body}`);
      if (answer && answer.statusCode < 500) return JSON.parse(answer.body || 'null');
      if (tries === this.mostDeliveries) throw new Error(`${method} ${path}: ${answer?.body ?? 'no answer'}`);
      this.#now += untilRedelivery;
    }
  }

  /** @returns nothing when the process died, or failed as a whole. */
  async #invoke(by: FunctionName, event: object, handler = this.#warmed(by)): Promise<unknown> {
    let die = () => {};
    const death = new Promise<undefined>((resolve) => {
      die = () => resolve(undefined);
    });
    const invocation: Invocation = { by, event, handler, alive: true, die };
    this.#running.push(invocation);
    const work = callee.run(
      (command) => this.#call(invocation, command),
      () => handler(event).catch(() => undefined),
    );
    const result = await Promise.race([work, death]);
    this.#running = this.#running.filter((other) => other !== invocation);
    return invocation.overtaken ?? result;
  }

  #warmed(name: FunctionName): Handler {
    const handler = this.#warm.get(name) ?? this.#start(name);
    this.#warm.set(name, handler);
    return handler;
  }

  #start = (name: FunctionName) =>
    (name === 'desk-api'
      ? desk(this.#surroundings)
      : workers(this.#surroundings)[name]()) as unknown as Handler;

  async #call(invocation: Invocation, command: object): Promise<object> {
    if (!invocation.alive) return never;
    this.#count += 1;
    if (this.recordsCalls) this.calls.push({ by: invocation.by, command, ...siteOf(command) });
    if (this.accident?.call !== this.#count) return this.#answer(command);
    return disturbed(this.accident.kind, command, {
      answer: (each) => this.#answer(each),
      die: () => {
        this.#kill(invocation);
        return never;
      },
      copy: async () => {
        const { by, event } = invocation;
        // A process that hangs takes nothing else: others do.
        this.#warm.delete(by);
        invocation.overtaken = await this.#invoke(by, event, this.#start(by));
      },
      drain: () => this.drain(),
    });
  }

  /** The whole process: a call that an invocation left behind may be made while it is at the next one. */
  #kill({ by, handler }: Invocation) {
    if (this.#warm.get(by) === handler) this.#warm.delete(by);
    for (const each of this.#running.filter((other) => other.handler === handler)) {
      each.alive = false;
      each.die();
    }
  }

  #isFirst(post: string): boolean {
    const isFirst = !this.#posts.has(post);
    this.#posts.add(post);
    return isFirst;
  }

  #answer(command: object): object {
    const answer = this.cloud.answer(command, {
      event: (detail) => this.#route(detail),
      delivery: (body) => this.enqueue('deliver-webhooks', JSON.parse(body)),
      outside: (what) => void this.outside.add(what),
    });
    if (movesPointer(command))
      for (const run of halfRuns(this.cloud)) this.violations.add(`readers were shown half of run ${run}`);
    return answer;
  }

  #route(detail: string) {
    const { type } = JSON.parse(detail) as Event;
    for (const [name, types] of Object.entries(subscriptions))
      if (types.includes(type))
        this.waiting.push({ to: name as WorkerName, body: `{"detail":${detail}}`, tries: 0 });
  }
}

const movesPointer = (command: object) =>
  command instanceof TransactWriteItemsCommand &&
  command.input.TransactItems!.some(({ Update }) => Update?.Key?.['pk']?.S?.startsWith('INDEX#'));

const never = new Promise<never>(() => {});

const quiet = () => {};
const silent: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet, with: () => silent };

const eventOf = (batch: Message[]): object => ({
  Records: batch.map(({ to, body, tries }, place) => ({
    messageId: String(place),
    receiptHandle: String(place),
    body,
    attributes: { ApproximateReceiveCount: String(tries + 1) },
    eventSourceARN: `arn:aws:sqs:eu-west-1:000000000000:${to}`,
  })),
});

/** The lines of adapters that led to the call. */
export function siteOf(command: object): { operation: string; site: string } {
  const operation = command.constructor.name.replace(/Command$/, '');
  const lines = new Error()
    .stack!.split('\n')
    .flatMap((line) => line.match(/adapters\/(.*?:\d+):\d+/)?.[1] ?? []);
  return { operation, site: lines.join(' < ') };
}
