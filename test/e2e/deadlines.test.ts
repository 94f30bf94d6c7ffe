import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WebhookMessage } from '../../contracts/webhooks.ts';
import { cityNetwork, networkFile } from '../../scripts/city-network.ts';
import { signToken } from '../../scripts/local-deployment.ts';
import { registerBundle } from '../../scripts/seeds.ts';
import { apiUrl, deployment, eventually, queueUrl, send, sqs, untilIdle } from './stack.ts';

const received: { path: string; message: WebhookMessage }[] = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  received.push({ path: request.url!, message: JSON.parse(body) });
  response.writeHead(204).end();
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const index = 'deadline-sample';
const edition = `${index}/2026`;
const hour = 3_600_000;
const time = (offset: number) => new Date(Date.now() + offset).toISOString();

async function subscribe(agency: string) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`${apiUrl}/v1/desk/webhooks`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await signToken(deployment, agency, 'reporter')}` },
    body: JSON.stringify({ url: `http://127.0.0.1:${port}/${agency}`, types: ['notice.due'] }),
  });
  expect(response.status).toBe(201);
}

/** As the schedule does each minute; LocalStack's never fires. */
const lookAtDeadlines = async () =>
  sqs.send(new SendMessageCommand({ QueueUrl: await queueUrl('watch-deadlines'), MessageBody: '{}' }));

it('reminds the agency that has not submitted, once, and not the one that has', async () => {
  const submission = { closes: time(12 * hour), timeZone: 'Asia/Ho_Chi_Minh' };
  const network = cityNetwork(2, { index, submission });
  const bundle = JSON.stringify({ files: network.definitions });
  for (const agency of network.agencies) await subscribe(agency);
  const [ready, late] = network.agencies as [string, string];
  // Registered before its files come: a look in between finds the deadline a day off, and tells both.
  const far = cityNetwork(2, { index, submission: { ...submission, closes: time(40 * 24 * hour) } });
  const tokenFor = (agency: string, role: 'reporter' | 'operator') => signToken(deployment, agency, role);
  await registerBundle(apiUrl, tokenFor, JSON.stringify({ files: far.definitions }));
  const { status } = await send(ready, { edition, content: networkFile(ready, 1, index) });
  expect(status).toBe('accepted');
  await registerBundle(apiUrl, tokenFor, bundle);

  await Promise.all([lookAtDeadlines(), lookAtDeadlines()]);
  await eventually(
    async () => received.length,
    (count) => count > 0,
    60_000,
  );
  await lookAtDeadlines();
  await untilIdle('watch-deadlines', 'mail-notices', 'route-webhooks', 'deliver-webhooks');
  expect(received.map(({ path }) => path)).toEqual([`/${late}`]);
  expect(received[0]?.message).toMatchObject({
    type: 'notice.due',
    data: {
      notice: 'window-closing',
      agency: late,
      edition: { index, period: '2026' },
      closes: submission.closes,
    },
  });
});
