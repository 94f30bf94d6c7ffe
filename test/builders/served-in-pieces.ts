import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const milliseconds = 30;

/**
 * A site as one far away is seen: styles and scripts are there already, a page comes in pieces, with time enough
 * between two of them for a browser to show what it has.
 *
 * @param pieces in how many each page comes
 */
export async function serveInPieces(site: string, pieces: number) {
  const server = createServer(async ({ url }, response) => {
    const answer = await fetch(site + url);
    const type = answer.headers.get('content-type') ?? '';
    response.writeHead(answer.status, { 'Content-Type': type });
    const body = Buffer.from(await answer.arrayBuffer());
    await sendSlowly(body, type.startsWith('text/html') ? pieces : 1, response);
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

async function sendSlowly(body: Buffer, pieces: number, response: ServerResponse): Promise<void> {
  const size = Math.ceil(body.length / pieces);
  for (let start = 0; start < body.length; start += size) {
    if (start > 0) await pause(milliseconds);
    response.write(body.subarray(start, start + size));
  }
}
