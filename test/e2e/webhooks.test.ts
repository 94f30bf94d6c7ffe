import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import { signToken } from '../../scripts/local-deployment.ts';
import { apiUrl, deployment, eventually, send } from './stack.ts';

type Received = { headers: IncomingMessage['headers']; body: string };

const received: Received[] = [];
/** The first answer of the receiver is a failure. */
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  received.push({ headers: request.headers, body });
  response.writeHead(received.length === 1 ? 500 : 204).end();
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function desk<Body>(method: string, path: string, body?: object): Promise<Body> {
  const response = await fetch(`${apiUrl}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${await signToken(deployment, 'mic', 'reporter')}`,
      'Content-Type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

it('posts the outcome of a file, signed, and again after the receiver failed', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const webhook = await desk<DeskResponses['createWebhook']>('POST', '/v1/desk/webhooks', {
    url,
    types: ['submission.decided'],
  });
  const { id } = await send('mic', { edition: 'dti-province/2020', content: '' });
  await eventually(
    async () => received.length,
    (count) => count >= 2,
    60_000,
  );

  const messages = received.map(({ headers, body }) => {
    const signed = headers as Record<string, string>;
    const message = new Webhook(webhook.secret).verify(body, signed) as { id: string; data: object };
    expect(message.id).toBe(headers['webhook-id']);
    return message;
  });
  expect(messages[1]).toEqual(messages[0]);
  expect(messages[0]).toMatchObject({
    type: 'submission.decided',
    data: { submissionId: id, agency: 'mic', status: 'rejected' },
  });

  await desk('DELETE', webhook.links.self);
  expect(await desk('GET', '/v1/desk/webhooks')).toEqual({ webhooks: [] });
});
