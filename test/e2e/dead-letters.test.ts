import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actKey } from '../../adapters/dynamodb/keys.ts';
import { getItem } from '../../adapters/dynamodb/table.ts';
import { readJson } from '../../adapters/http/read-json.ts';
import { uploadFile } from '../../adapters/http/upload-file.ts';
import { redrive } from '../../adapters/sqs/redrive.ts';
import { main } from '../../cli/main.ts';
import type { Responses } from '../../contracts/public-responses.ts';
import type { Role } from '../../contracts/roles.ts';
import type { WebhookMessage } from '../../contracts/webhooks.ts';
import { emulatorCredentials, emulatorRegion } from '../../scripts/emulator-environment.ts';
import { signToken } from '../../scripts/local-deployment.ts';
import { localPages } from '../../scripts/local-pages.ts';
import { lookAt } from '../../scripts/look.ts';
import { registerBundle } from '../../scripts/seeds.ts';
import { releasePath } from '../../web/address.ts';
import { wardEdition, wardNetwork } from '../builders/wards.ts';
import { BrokenWorkers } from './broken-workers.ts';
import {
  apiUrl,
  deadLetters,
  deployment,
  deskOf,
  eventually,
  outputs,
  queueUrl,
  ranking,
  rowOf,
  send,
  sqs,
  untilIdle,
} from './stack.ts';

const client = { endpoint: deployment.endpoint, region: emulatorRegion, credentials: emulatorCredentials };
const clients = { sqs, logs: new CloudWatchLogsClient(client) };
const broken = new BrokenWorkers(client);

const edition = 'drill-network/2022';
const address = `${apiUrl}/v1/indices/drill-network`;
const [office, late] = ['drill-office', 'drill-west-office'];
const note = { vi: 'Đã xem lại', en: 'Looked at again' };
const hour = 3_600_000;
const time = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

const definitions = (closes: string) => {
  const text =
    wardNetwork('drill', { vi: 'Mạng diễn tập', en: 'Drill network' }, [
      ['drill-north', 'Phường Bắc', 'North Ward'],
      ['drill-south', 'Phường Nam', 'South Ward'],
      ['drill-west', 'Phường Tây', 'West Ward'],
    ]) +
    wardEdition(
      'drill',
      '2022',
      `submission: { closes: "${closes}", timeZone: Asia/Ho_Chi_Minh }`,
      'reporters:',
      `  - { agency: ${office}, units: [drill-north, drill-south] }`,
      `  - { agency: ${late}, units: [drill-west] }`,
    );
  return JSON.stringify({ files: [{ path: 'drill-network.yaml', text }] });
};
const file = (north: number) => `unit,drill.speed,drill.reach\ndrill-north,${north},90\ndrill-south,60,80\n`;

const received: { path: string; message: WebhookMessage }[] = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  received.push({ path: request.url!, message: JSON.parse(body) });
  response.writeHead(204).end();
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(async () => {
  await broken.mendAll();
  // What is left for a receiver that is gone would be tried for hours.
  for (const { agency, id } of hooks) await ask(agency, 'reporter', `/webhooks/${id}`, 'DELETE');
  for (const worker of await givenUpBy())
    await sqs.send(new PurgeQueueCommand({ QueueUrl: await queueUrl(`${worker}-dead-letters`) }));
  server.closeAllConnections();
  server.close();
}, 120_000);

async function ask<Answer>(
  agency: string,
  role: Role,
  path: string,
  method: 'GET' | 'POST' | 'DELETE' = 'GET',
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${apiUrl}/v1/desk${path}`, {
    method,
    headers: { Authorization: `Bearer ${await signToken(deployment, agency, role)}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

const hooks: { agency: string; id: string }[] = [];

async function subscribe(agency: string, type: string): Promise<void> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${agency}`;
  const { id } = await ask<{ id: string }>(agency, 'reporter', '/webhooks', 'POST', { url, types: [type] });
  hooks.push({ agency, id });
}

/** Uploads and does not wait. @returns the id of the submission */
async function upload(agency: string, content: string): Promise<string> {
  const desk = await deskOf(agency, agency === 'civindex' ? 'operator' : 'reporter');
  const { submission, upload } = await (agency === 'civindex'
    ? desk.openDefinitions({ fileName: 'definitions.json' })
    : desk.openSubmission({ edition, fileName: 'file.csv' }));
  expect((await uploadFile(upload, content)).ok).toBe(true);
  return submission.id;
}

const knock = async (worker: string, MessageBody: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl: await queueUrl(worker), MessageBody }));

/** The workers that have given up something. */
const givenUpBy = async () =>
  (await deadLetters())
    .filter(({ messages }) => messages > 0)
    .map(({ name }) => name.replace(/^civindex-local-|-dead-letters$/g, ''));

/** As `npm run ops -- look` prints it. */
const look = (worker: string) => lookAt(clients, `civindex-local-${worker}`, new Date());

/** Waits until each has given up a message, and finds in what `look` says of it these words and the error. */
async function untilGivenUp(expected: Record<string, string>): Promise<void> {
  const workers = Object.keys(expected);
  await eventually(givenUpBy, (found) => workers.every((worker) => found.includes(worker)), 90_000);
  await untilIdle(...workers);
  for (const [worker, words] of Object.entries(expected)) {
    const told = await eventually(
      () => look(worker),
      (lines) => lines.some((line) => /\d × {2}.*(AccessDenied|ResourceNotFound)/.test(line)),
    );
    expect(told[1], worker).toMatch(/^dead letters {2}[1-9]/);
    expect(told.join('\n'), worker).toContain(words);
  }
}

/** As `npm run ops -- redrive` does. */
async function redriven(...workers: string[]): Promise<void> {
  const sent = await Promise.all(workers.map((worker) => redrive(sqs, `civindex-local-${worker}`)));
  for (const [place, worker] of workers.entries()) expect(sent[place], worker).toBeGreaterThan(0);
}

async function untilReleased(isIt: (answer: Responses['getRanking']) => boolean) {
  const found = await eventually(
    () => ranking(edition).catch(() => undefined),
    (answer) => answer !== undefined && isIt(answer),
    60_000,
  );
  return found!;
}

const northIn = (answer: Responses['getRanking']) => rowOf(answer, 'drill-north');
const judged = async (agency: string, role: Role, id: string) =>
  (await (await deskOf(agency, role)).outcome(id, 60_000)).status;

const sources = [
  ...['register-definitions', 'validate-submission', 'carry-out-orders'],
  ...['append-audit', 'route-webhooks'],
];
const followers = ['recompute-rankings', 'attest', 'render-pages', 'mail-notices', 'deliver-webhooks'];
const poison = '{"poison":true}';
const patient = { timeout: 30_000, interval: 300 };
const closes = time(12);
let first: Responses['getRanking'];
let second: Responses['getRanking'];
/** Ids of what was sent while all were broken. */
let sent: { definitions: string; file: string; order: string };

beforeAll(async () => {
  await untilIdle();
  const tokenFor = (agency: string, role: Role) => signToken(deployment, agency, role);
  await registerBundle(apiUrl, tokenFor, definitions(time(40 * 24)));
  expect((await send(office, { edition, content: file(10) })).status).toBe('accepted');
  first = await untilReleased(({ release }) => release.revision === 1);
});

/** A deployment with a wrong setting breaks all workers, and each gives up what real traffic brings it. */
describe('workers that a deployment has broken', () => {
  it('give nothing to those behind them; a message that no worker can handle holds up no other', async () => {
    await broken.retryAfter('validate-submission', 5);
    await knock('validate-submission', poison);
    await broken.breakDown('publish-release', 'assess-ranks');
    expect((await send(office, { edition, content: file(50) })).status).toBe('accepted');
    for (const worker of ['publish-release', 'assess-ranks'])
      await expect.poll(async () => (await look(worker)).slice(0, 2).join(), patient).toMatch(/[1-9]/);
    expect((await ranking(edition)).release).toEqual(first.release);
  });

  it('give up what they cannot handle, and an operator sees what it is and why', async () => {
    await broken.breakDown(...sources, 'watch-deadlines', ...followers);
    await subscribe(office, 'submission.decided');
    await subscribe(late, 'notice.due');
    const order = { kind: 'annotate', revision: 1, note };
    const path = `/editions/${edition}/order`;
    sent = {
      definitions: await upload('civindex', definitions(closes)),
      file: await upload(office, file(90)),
      order: (await ask<{ id: string }>('civindex', 'operator', path, 'POST', order)).id,
    };
    await ask(office, 'reporter', `/webhooks/${hooks[0]!.id}/pings`, 'POST');
    await knock('watch-deadlines', '{}');
    await untilGivenUp({
      'publish-release': 'ranking.computed',
      'assess-ranks': 'ranking.computed',
      'register-definitions': sent.definitions,
      'validate-submission': sent.file,
      'carry-out-orders': sent.order,
      'append-audit': sent.order,
      'route-webhooks': 'webhook.pinged',
      'watch-deadlines': ' {}',
    });
    expect((await look('validate-submission')).join('\n')).toContain(poison);
    expect((await (await deskOf(office)).getSubmission(sent.file)).status).toBe('awaiting-upload');
  });
});

describe('workers that are mended', () => {
  it('publish and assess what was given up, by one command each', async () => {
    await broken.mend('publish-release', 'assess-ranks');
    await redriven('publish-release', 'assess-ranks');
    second = await untilReleased(
      (answer) => northIn(answer).rankInterval !== undefined && answer.release.revision === 2,
    );
    expect(northIn(second).score).not.toBe(northIn(first).score);
  });

  it('judge the file and the definitions that were given up, and look at deadlines', async () => {
    await broken.mend(...sources, 'watch-deadlines');
    await broken.retryAfter('validate-submission', 5);
    await redriven(...sources);
    expect(await judged('civindex', 'operator', sent.definitions)).toBe('accepted');
    expect(await judged(office, 'reporter', sent.file)).toBe('accepted');
    await redriven('watch-deadlines');
    await untilGivenUp({
      'recompute-rankings': sent.file,
      attest: sent.file,
      'render-pages': 'definitions.registered',
      'mail-notices': closes,
      'deliver-webhooks': sent.file,
    });
    expect(received).toEqual([]);
    expect((await ranking(edition)).release).toEqual(second.release);
  });

  it('bring everything to its end, and only poison comes back', async () => {
    await broken.mend(...followers);
    await redriven(...followers);
    await untilIdle(...sources, ...followers, 'publish-release', 'assess-ranks');
    await expect.poll(givenUpBy, patient).toEqual(['validate-submission']);
    expect((await look('validate-submission')).join('\n')).toContain(poison);
  });
});

describe('after a redrive', () => {
  it('readers see the ranking of the file that was given up, its proof and its page', async () => {
    const last = await untilReleased((answer) => northIn(answer).rankInterval !== undefined);
    expect(last.release.revision).toBeGreaterThan(second.release.revision);
    expect(northIn(last).score).not.toBe(northIn(second).score);
    const verify = () => command('verify', `${address}/editions/2022/ranking`);
    await expect.poll(verify, patient).toContain('all right');
    const pages = localPages(deployment.endpoint, outputs['PagesBucketName']!);
    const place = `vi${releasePath('drill-network', '2022', last.release.revision)}`;
    const page = async () => Buffer.from((await pages(place))?.body ?? '').toString();
    await expect.poll(page, patient).toContain('Phường Bắc');
    const errata = () => readJson<Responses['listErrata']>(`${address}/errata`);
    await expect
      .poll(async () => (await errata()).errata, patient)
      .toContainEqual(expect.objectContaining({ kind: 'note', revision: 1 }));
  });

  it('agencies have their receipt, their webhooks and their reminder, operators the log', async () => {
    const receipt = () => ask(office, 'reporter', `/submissions/${sent.file}/receipt`);
    await expect.poll(receipt, patient).toBeDefined();
    const got = (path: string, type: string, data: object) =>
      expect
        .poll(() => received, patient)
        .toContainEqual({
          path,
          message: expect.objectContaining({ type, data: expect.objectContaining(data) }),
        });
    await got(`/${office}`, 'webhook.pinged', {});
    await got(`/${office}`, 'submission.decided', { submissionId: sent.file, status: 'accepted' });
    await got(`/${late}`, 'notice.due', { notice: 'window-closing', agency: late, closes });
    const { message } = received.find(({ path }) => path === `/${late}`)!;
    const table = { client: new DynamoDBClient(client), tableName: outputs['TableName']! };
    const mail = () => getItem<{ settledAt?: string }>(table, actKey(`mail-${message.id}`));
    await expect.poll(mail, patient).toHaveProperty('settledAt');
    const order = () => ask('civindex', 'operator', `/editions/${edition}/order`);
    await expect.poll(order, patient).toMatchObject({ id: sent.order, state: 'announced' });
    const token = await signToken(deployment, 'civindex', 'operator');
    const acts = () => command('audit', '--edition', edition, '--api', apiUrl, '--token', token);
    for (const act of ['order.given', 'order.done', 'release.published'])
      await expect.poll(acts, patient).toContain(act);
  });
});

/** What the command prints, if it ends well. */
async function command(...args: string[]): Promise<string> {
  const written = { stdout: '', stderr: '' };
  const code = await main(args, {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
  });
  expect([code, written.stderr]).toEqual([0, '']);
  return written.stdout;
}
