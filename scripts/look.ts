import {
  type CloudWatchLogsClient,
  type FilteredLogEvent,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

export type LookClients = { sqs: SQSClient; logs: CloudWatchLogsClient };

const hour = 3_600_000;
/** How far back errors are looked for. */
export const lookBackHours = 2;

/**
 * What an operator wants to know first of a worker: how much waits, what was given up and why, and which errors its
 * function has logged lately. Nothing is changed: dead letters are shown and stay.
 *
 * @param worker such as `civindex-prod-validate-submission`
 */
export async function lookAt({ sqs, logs }: LookClients, worker: string, now: Date): Promise<string[]> {
  const [queue, dead] = await Promise.all([countsOf(sqs, worker), countsOf(sqs, `${worker}-dead-letters`)]);
  const letters = dead.waiting > 0 ? await deadLetters(sqs, dead.url) : [];
  const errors = await errorsOf(logs, worker, now);
  return [
    `queue         ${queue.waiting} waiting, ${queue.inWork} in work, ${queue.resting} resting`,
    `dead letters  ${dead.waiting}`,
    ...letters.map((letter) => `  ${letter}`),
    `errors        ${errors.length === 0 ? 'none ' : ''}in the last ${lookBackHours} hours`,
    ...errors.map((error) => `  ${error}`),
  ];
}

async function countsOf(sqs: SQSClient, QueueName: string) {
  const { QueueUrl: url } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  const count = (name: '' | 'NotVisible' | 'Delayed') =>
    Number(Attributes?.[`ApproximateNumberOfMessages${name}`] ?? 0);
  return { url: url!, waiting: count(''), inWork: count('NotVisible'), resting: count('Delayed') };
}

/** The first ten, one line each. */
async function deadLetters(sqs: SQSClient, QueueUrl: string): Promise<string[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      // Visible again at once: who looks takes nothing away.
      VisibilityTimeout: 0,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  return Messages.map(inAWord);
}

/** When it was given up, what it is about, and why EventBridge could not deliver it, if it could not. */
function inAWord({ Attributes, MessageAttributes, Body = '' }: Message): string {
  const sent = new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString();
  const undelivered = MessageAttributes?.['ERROR_MESSAGE']?.StringValue;
  return [sent, about(Body), ...(undelivered ? [`not delivered: ${undelivered}`] : [])].join('  ');
}

function about(body: string): string {
  try {
    const { detail, ...message } = JSON.parse(body);
    if (detail?.object) return detail.object.key;
    if (detail?.type)
      return `${detail.type} ${detail.correlationId} ${JSON.stringify(detail.data)}`.slice(0, 300);
    return JSON.stringify(message).slice(0, 300);
  } catch {
    return `not JSON: ${body.slice(0, 100)}`;
  }
}

/** What says in a line that something failed: our own level, and the runtime's words. */
const signs = ['ERROR', 'timed out', 'out of memory', 'Runtime exited'];

/** Each error once, with how often and when it came last; the most frequent first. */
async function errorsOf(client: CloudWatchLogsClient, worker: string, now: Date): Promise<string[]> {
  const lines: FilteredLogEvent[] = [];
  // One after the other: not every emulator knows a pattern of several words.
  for (const sign of signs) {
    const query = {
      logGroupName: `/aws/lambda/${worker}`,
      startTime: now.getTime() - lookBackHours * hour,
      filterPattern: `"${sign}"`,
    };
    // A line counts for the first of its signs. Some emulators find "errors" too, and give lines no id.
    for await (const { events = [] } of paginateFilterLogEvents({ client }, query))
      lines.push(...events.filter(({ message }) => signs.find((one) => message?.includes(one)) === sign));
  }
  const seen = new Map<string, { count: number; last: number }>();
  for (const { message = '', timestamp = 0 } of lines) {
    const text = errorIn(message);
    const { count, last } = seen.get(text) ?? { count: 0, last: 0 };
    seen.set(text, { count: count + 1, last: Math.max(last, timestamp) });
  }
  return [...seen]
    .sort(([, a], [, b]) => b.count - a.count)
    .slice(0, 10)
    .map(([text, { count, last }]) => `${count} ×  ${text}  (last ${new Date(last).toISOString()})`);
}

/** `message failed: Upstream: …` of a line that Powertools wrote; of any other line its beginning. */
function errorIn(line: string): string {
  try {
    const { message, error } = JSON.parse(line.slice(line.indexOf('{')));
    const text = [message, error?.name, error?.message].filter(Boolean).join(': ');
    if (text) return text.replaceAll(/\s+/g, ' ').slice(0, 300);
  } catch {
    // The runtime's own words are no JSON.
  }
  return line.trim().slice(0, 300);
}
