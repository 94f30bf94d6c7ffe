import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { embedHeaders, isEmbedded, missingKey, pageHeaders, pageKey } from '../contracts/page-headers.ts';
import type { LocalPages } from './local-pages.ts';

export type LocalEdge = { url: string; stop(): Promise<void> };

const preferredPort = 8080;

export type LocalOrigins = {
  /** The API's root on the emulator. */
  apiUrl: string;
  pages: LocalPages;
  /** Where pages may fetch from beside the edge: the emulator, which has the buckets. */
  connectTo: string[];
  /** Beginning with the one that is tried first; any, where it is taken. */
  port?: number;
};

/**
 * Stands where CloudFront stands in AWS: one address on this machine with the API under `/v1` and the portal
 * beside it. A header that the API sends is a header that the reader gets; pages get those of the edge.
 */
export async function startLocalEdge(origins: LocalOrigins): Promise<LocalEdge> {
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? '/';
    if (/^\/(v1|\.well-known)([/?]|$)/.test(path)) forward(origins.apiUrl, incoming, response);
    else void answer(origins, incoming, response);
  });
  const port = await listen(server, origins.port ?? preferredPort);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** On the port that is preferred if it is free, on any otherwise. */
async function listen(server: Server, preferred: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  return tryPort(preferred).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return tryPort(0);
  });
}

function forward(apiUrl: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { host: _, connection: __, ...headers } = incoming.headers;
  const upstream = request(`${apiUrl}${incoming.url}`, { method: incoming.method, headers }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    pipeline(reply, response, () => {});
  });
  upstream.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else plain(response, 502, `The API does not answer: ${error.message}`);
  });
  pipeline(incoming, upstream, () => {});
}

const compressed = promisify(gzip);

async function answer(
  { pages, connectTo }: LocalOrigins,
  { url = '/', headers: { 'accept-encoding': accepted = '' } }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path] = url.split('?', 1) as [string];
  try {
    const found = await pages(pageKey(path));
    const page = found ?? (await pages(missingKey(path)));
    if (!page)
      return plain(response, 404, 'There is no such page. The rankings are at /, the API is under /v1.');
    const headers = { ...page.headers, ...(isEmbedded(path) ? embedHeaders() : pageHeaders(connectTo)) };
    const status = found ? 200 : 404;
    if (String(accepted).includes('gzip'))
      response.writeHead(status, { ...headers, 'Content-Encoding': 'gzip' }).end(await compressed(page.body));
    else response.writeHead(status, headers).end(page.body);
  } catch (error) {
    plain(response, 502, `The page cannot be read: ${(error as Error).message}`);
  }
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
