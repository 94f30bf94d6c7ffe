import { setTimeout as sleep } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import { type DeskClient, deskClient, type Submission } from '../../adapters/http/desk-client.ts';
import { readJson } from '../../adapters/http/read-json.ts';
import { uploadFile } from '../../adapters/http/upload-file.ts';
import { xlsxMediaType } from '../../contracts/desk-api.ts';
import type { Responses } from '../../contracts/public-responses.ts';
import type { Role } from '../../contracts/roles.ts';
import { emulatorCredentials, emulatorRegion } from '../../scripts/emulator-environment.ts';
import { signToken } from '../../scripts/local-deployment.ts';

export const deployment = inject('deployment');
export const { apiUrl, outputs } = deployment;

const client = {
  endpoint: deployment.endpoint,
  region: emulatorRegion,
  credentials: emulatorCredentials,
};
export const s3 = new S3Client({ ...client, forcePathStyle: true });
export const sqs = new SQSClient(client);

/** Of a worker, by its name. */
export async function queueUrl(worker: string): Promise<string> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `civindex-local-${worker}` }));
  return QueueUrl!;
}

export type Ranking = Responses['getRanking'];

/** The ranking of an edition such as `dti-province/2022`. */
export function ranking(id: string, query: Record<string, string> = {}): Promise<Ranking> {
  const [index, period] = id.split('/');
  const search = new URLSearchParams(query);
  return readJson(`${apiUrl}/v1/indices/${index}/editions/${period}/ranking?${search}`);
}

export const edition = (id: string): Promise<Responses['getEdition']> => {
  const [index, period] = id.split('/');
  return readJson(`${apiUrl}/v1/indices/${index}/editions/${period}`);
};

export function rowOf({ rows, period }: Ranking, unit: string): Ranking['rows'][number] {
  const row = rows.find((each) => each.unit.id === unit);
  if (!row) throw new Error(`${unit} is not in the ranking of ${period}`);
  return row;
}

export const deskOf = async (agency: string, role: Role = 'reporter'): Promise<DeskClient> =>
  deskClient(apiUrl, await signToken(deployment, agency, role));

type File = {
  edition: string;
  cohort?: string;
  fileName?: string;
  signature?: string;
  content: string | Uint8Array;
};

/** A workbook that the desk gives, as its bytes. It is asked for by its type: else LocalStack gives it in Base64. */
export async function download(agency: string, address: string): Promise<Uint8Array> {
  const token = await signToken(deployment, agency, 'reporter');
  const headers = { Authorization: `Bearer ${token}`, Accept: xlsxMediaType };
  const answer = await fetch(`${apiUrl}${address}`, { headers });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Sends a file as its agency would, and waits for the report. */
export async function send(agency: string, { content, ...file }: File): Promise<Submission> {
  const desk = await deskOf(agency);
  const opened = await desk.openSubmission({ fileName: 'file.csv', ...file });
  const answer = await uploadFile(opened.upload, content);
  if (!answer.ok) throw new Error(`The upload was refused: ${answer.status} ${await answer.text()}`);
  return desk.outcome(opened.submission.id, 30_000);
}

/** Asks again until the answer satisfies, or fails with what it was last. */
export async function eventually<Value>(
  ask: () => Promise<Value>,
  satisfies: (value: Value) => boolean,
  deadline = 30_000,
): Promise<Value> {
  const end = Date.now() + deadline;
  for (;;) {
    const value = await ask();
    if (satisfies(value)) return value;
    if (Date.now() > end)
      throw new Error(`Not within ${deadline} ms: ${JSON.stringify(value).slice(0, 2_000)}`);
    await sleep(150);
  }
}

type QueueLoad = { name: string; messages: number };

/** Messages in each queue of the application: waiting, being handled, or delayed. */
async function queueLoads(): Promise<QueueLoad[]> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'civindex-local-' }));
  return Promise.all(
    QueueUrls.map(async (QueueUrl) => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
      const { Attributes = {} } = await sqs.send(command);
      const counts = [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ] as const;
      const messages = counts.reduce((total, count) => total + Number(Attributes[count] ?? 0), 0);
      return { name: QueueUrl.split('/').at(-1)!, messages };
    }),
  );
}

const isDeadLetters = ({ name }: QueueLoad) => name.endsWith('-dead-letters');

/** Waits until no worker has anything left to do, three times in a row: a message may be between two queues. */
export const untilQuiet = () => untilIdle();

/** The same of the workers named. */
export async function untilIdle(...workers: string[]): Promise<void> {
  const counts = ({ name }: QueueLoad) =>
    workers.length === 0 || workers.some((worker) => name === `civindex-local-${worker}`);
  for (let quiet = 0; quiet < 3; quiet++) {
    await eventually(
      queueLoads,
      (loads) => loads.filter(counts).every((load) => isDeadLetters(load) || load.messages === 0),
      180_000,
    );
    await sleep(200);
  }
}

/** The dead-letter queues, each with how many messages it holds. */
export async function deadLetters(): Promise<QueueLoad[]> {
  return (await queueLoads()).filter(isDeadLetters);
}
