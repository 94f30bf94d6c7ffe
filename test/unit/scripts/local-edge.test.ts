import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { readJson } from '../../../adapters/http/read-json.ts';
import { type LocalEdge, startLocalEdge } from '../../../scripts/local-edge.ts';

import type { DeskConfig } from '../../../web/desk/config.ts';

const people = { agencies: async () => ['mic'], sign: async () => 'token' };
const files: Record<string, string> = {
  'desk/config.json': '{"api":"","claims":{}}',
  'vi/desk': '<link rel="stylesheet" href="/assets/styles.css">',
};
const pages = async (key: string) =>
  files[key] === undefined ? undefined : { body: Buffer.from(files[key]), headers: {} };

let edge: LocalEdge;
afterEach(() => edge.stop());

it('outlives a reader who goes away before the API answers', async () => {
  const waiting: ServerResponse[] = [];
  const api = createServer((_, response) => void waiting.push(response)).listen(0, '127.0.0.1');
  await once(api, 'listening');
  const apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  edge = await startLocalEdge({ apiUrl, pages, connectTo: [], port: 0 });
  const reader = get(`${edge.url}/v1/indices`).on('error', () => {});
  await once(api, 'request');
  reader.destroy();
  // Once another is answered, the edge has seen that this one has gone.
  await fetch(`${edge.url}/vi/desk`);
  const answered = once(waiting[0]!, 'finish');
  waiting[0]!.end('late');
  await answered;
  expect((await fetch(`${edge.url}/vi/desk`)).status).toBe(200);
  api.close();
});

it.each([
  ['a long text', 'application/json', 'Đà Nẵng'.repeat(300), 'gzip', 'W/"1"'],
  ['a short text', 'application/json', '{}', null, '"1"'],
  ['a file', 'application/octet-stream', 'a'.repeat(3_000), null, '"1"'],
])('compresses answers of the API for who takes that: %s', async (_, mediaType, body, encoding, etag) => {
  const headers = { 'Content-Type': mediaType, 'Content-Length': Buffer.byteLength(body), ETag: '"1"' };
  const api = createServer((__, response) => response.writeHead(200, headers).end(body)).listen(
    0,
    '127.0.0.1',
  );
  await once(api, 'listening');
  const apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  edge = await startLocalEdge({ apiUrl, pages, connectTo: [], port: 0 });
  const taken = await fetch(`${edge.url}/v1/indices`);
  expect([taken.headers.get('content-encoding'), taken.headers.get('etag')]).toEqual([encoding, etag]);
  expect(await taken.text()).toBe(body);
  const plain = await fetch(`${edge.url}/v1/indices`, { headers: { 'Accept-Encoding': 'identity' } });
  expect([plain.headers.get('content-encoding'), plain.headers.get('etag')]).toEqual([null, '"1"']);
  expect(await plain.text()).toBe(body);
  api.close();
});

it('is where the desk signs people in, and asks them in the style of the site', async () => {
  edge = await startLocalEdge({ apiUrl: 'http://127.0.0.1:9', pages, connectTo: [], people, port: 0 });
  const { signIn } = await readJson<DeskConfig>(`${edge.url}/desk/config.json`);
  expect(signIn?.issuer).toBe(`${edge.url}/local-sign-in`);
  const page = await fetch(`${signIn?.issuer}/authorize?redirect_uri=${edge.url}/vi/desk`);
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
  expect(await page.text()).toContain(files['vi/desk']);
});
