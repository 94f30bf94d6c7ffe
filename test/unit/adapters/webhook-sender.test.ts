import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebhookSender } from '../../../adapters/http/webhook-sender.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: Listener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const local = createWebhookSender({ allowLocal: true });
const open = createWebhookSender({ allowLocal: false });

describe('the sender of webhooks', () => {
  it('posts headers and body, and gives the status of the answer', async () => {
    const seen: unknown[] = [];
    const url = await serve(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      seen.push([request.method, request.url, request.headers['webhook-id'], body]);
      response.writeHead(202).end();
    });
    expect(await local.post(url, { 'webhook-id': 'm1' }, '{"type":"notice.due"}')).toBe(202);
    expect(seen).toEqual([['POST', '/hook', 'm1', '{"type":"notice.due"}']]);
  });

  it('follows no redirect', async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await local.post(url, {}, '')).toBe(307);
    expect(asked).toBe(1);
  });

  it('reads nothing of an answer that never ends', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200);
      const flood = () => response.write('x'.repeat(65_536)) && setImmediate(flood);
      response.on('drain', flood);
      flood();
    });
    expect(await local.post(url, {}, '')).toBe(200);
  });

  it('gives up on a receiver that does not answer', async () => {
    const url = await serve(() => {});
    const hasty = createWebhookSender({ allowLocal: true, milliseconds: 50 });
    await expect(hasty.post(url, {}, '')).rejects.toThrow(/aborted|timeout/i);
  });

  it.each([
    ['loopback', 'https://127.0.0.1/'],
    ['loopback by name, after DNS', 'https://localhost/'],
    ['loopback, IPv6', 'https://[::1]/'],
    ['loopback within IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['loopback as one number', 'https://2130706433/'],
    ['this host', 'https://0.0.0.0/'],
    ['private', 'https://10.0.0.8/'],
    ['private', 'https://192.168.1.1/'],
    ['carrier-grade NAT', 'https://100.64.0.1/'],
    ['link-local: the metadata of a machine in the cloud', 'https://169.254.169.254/latest/meta-data'],
    ['unique local, IPv6', 'https://[fd00::1]/'],
    ['IPv4 behind NAT64', 'https://[64:ff9b::7f00:1]/'],
  ])('does not reach %s (%s)', async (_, url) => {
    await expect(open.post(url, {}, '')).rejects.toThrow('is not allowed');
  });

  it('does not speak without TLS outside an emulator', async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      response.end();
    });
    await expect(open.post(url, {}, '')).rejects.toThrow('http: is not https:');
    expect(asked).toBe(0);
  });
});
