import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { uploadFile } from '../../../adapters/http/upload-file.ts';

type Store = Parameters<typeof createServer>[1];
let close = () => {};
afterEach(() => close());

async function storeThat(takes: Store): Promise<string> {
  const server = createServer(takes);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => server.close();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

it('sends the fields, then the file, and tells how far it is', async () => {
  let [length, body] = [0, Buffer.alloc(0)];
  const url = await storeThat(async (request, response) => {
    length = Number(request.headers['content-length']);
    body = await buffer(request);
    response.writeHead(204).end();
  });
  const sent: number[] = [];
  const content = new Uint8Array(300_000).fill(65);
  const answer = await uploadFile({ url, fields: { key: 'submissions/1/đ.csv' } }, content, (bytes, of) => {
    expect(of).toBeGreaterThan(content.length);
    sent.push(bytes);
  });
  expect(answer.status).toBe(204);
  expect(body.length).toBe(length);
  const form = body.toString();
  expect(form).toContain('name="key"\r\n\r\nsubmissions/1/đ.csv\r\n');
  expect(form.indexOf('name="file"')).toBeGreaterThan(form.indexOf('name="key"'));
  expect(form).toContain(`\r\n\r\n${'A'.repeat(300_000)}\r\n`);
  expect(sent.length).toBeGreaterThan(4);
  expect(sent).toEqual(sent.toSorted((a, b) => a - b));
  expect(sent.at(-1)).toBe(length);
});

it('gives the answer of a store that refuses', async () => {
  const url = await storeThat((request, response) => {
    request.resume().on('end', () => response.writeHead(400).end('EntityTooLarge'));
  });
  const answer = await uploadFile({ url, fields: {} }, 'unit');
  expect([answer.ok, await answer.text()]).toEqual([false, 'EntityTooLarge']);
});

it('fails when the store goes away', async () => {
  const url = await storeThat((request) => request.destroy());
  await expect(uploadFile({ url, fields: {} }, 'unit')).rejects.toThrow();
});
