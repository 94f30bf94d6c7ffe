import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  type LambdaClientConfig,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import {
  GetQueueAttributesCommand,
  type QueueAttributeName,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { queueUrl, sqs, untilIdle } from './stack.ts';

type QueueSettings = Partial<Record<QueueAttributeName, string>>;
type Variables = Record<string, string>;

/** Workers that a deployment has given a wrong setting, and how they were before. */
export class BrokenWorkers {
  readonly #lambda: LambdaClient;
  readonly #variables = new Map<string, Variables>();
  readonly #queues = new Map<string, QueueSettings>();

  constructor(client: LambdaClientConfig) {
    this.#lambda = new LambdaClient(client);
  }

  /** Their functions ask tables that are not there, and their queues deliver again after a second. */
  async breakDown(...workers: string[]): Promise<void> {
    const patient = workers.filter((worker) => !this.#queues.has(worker));
    await untilIdle(...patient);
    await Promise.all(workers.map((worker) => this.retryAfter(worker, 1)));
    // An emulator drops what a function is at work on when it is changed: the queue hides that for its time of before.
    await untilIdle(...patient);
    await Promise.all(workers.map((worker) => this.#break(worker)));
  }

  /** Functions first: else a message that fails meanwhile would be hidden for as long as the queue is told to. */
  async mend(...workers: string[]): Promise<void> {
    await Promise.all(workers.map((worker) => this.#mendFunction(worker)));
    await Promise.all(workers.map((worker) => this.#mendQueue(worker)));
  }

  async mendAll(): Promise<void> {
    await this.mend(...this.#variables.keys());
    await Promise.all([...this.#queues.keys()].map((worker) => this.#mendQueue(worker)));
  }

  /** Until all are mended, what fails is delivered again after so many seconds. */
  async retryAfter(worker: string, seconds: number): Promise<void> {
    await this.#setQueue(worker, { VisibilityTimeout: String(seconds) });
  }

  async #break(worker: string) {
    const { Environment } = await this.#lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: nameOf(worker) }),
    );
    const variables = Environment!.Variables!;
    this.#variables.set(worker, variables);
    if (worker === 'deliver-webhooks') await this.#tryOnce(worker);
    const wrong = Object.keys(variables).filter((name) => name.endsWith('TABLE_NAME'));
    await this.#configure(worker, {
      ...variables,
      ...Object.fromEntries(wrong.map((name) => [name, 'no-such-table'])),
    });
  }

  /** Instead of seven times in eighteen hours. */
  async #tryOnce(worker: string) {
    const { deadLetterTargetArn } = JSON.parse(this.#queues.get(worker)!.RedrivePolicy!);
    await this.#setQueue(worker, {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }),
    });
  }

  async #mendFunction(worker: string) {
    await this.#configure(worker, this.#variables.get(worker)!);
    this.#variables.delete(worker);
  }

  async #mendQueue(worker: string) {
    await this.#setQueue(worker, this.#queues.get(worker)!);
    this.#queues.delete(worker);
  }

  async #configure(worker: string, Variables: Variables) {
    const FunctionName = nameOf(worker);
    await this.#lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }),
    );
    await waitUntilFunctionUpdatedV2(
      { client: this.#lambda, maxWaitTime: 60, minDelay: 1 },
      { FunctionName },
    );
  }

  async #setQueue(worker: string, Attributes: QueueSettings) {
    const QueueUrl = await queueUrl(worker);
    const AttributeNames: QueueAttributeName[] = ['VisibilityTimeout', 'RedrivePolicy'];
    if (!this.#queues.has(worker)) {
      const found = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
      this.#queues.set(worker, found.Attributes!);
    }
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  }
}

const nameOf = (worker: string) => `civindex-local-${worker}`;
