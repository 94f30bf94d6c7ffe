import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { indexPage } from './index-page.ts';

export type LocalEdge = { url: string; stop(): Promise<void> };

const preferredPort = 8080;

/**
 * Stands where CloudFront stands in AWS: one address on this machine with the API under `/v1` and its keys under `/.well-known`. It keeps
 * nothing and adds nothing; a header that the API sends is a header that the reader gets.
 *
 * @param apiUrl The API's root on the emulator.
 */
export async function startLocalEdge(apiUrl: string): Promise<LocalEdge> {
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? '/';
    if (/^\/(v1([/?]|$)|\.well-known\/)/.test(path)) forward(apiUrl, incoming, response);
    else answer(apiUrl, path, response);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** On 8080 if it is free, on any port otherwise. */
async function listen(server: Server): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  return tryPort(preferredPort).catch((error: NodeJS.ErrnoException) => {
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

function answer(apiUrl: string, path: string, response: ServerResponse): void {
  if (path !== '/') {
    plain(response, 404, 'Not found. The API is under /v1, the list of indices at /.');
    return;
  }
  indexPage(apiUrl).then(
    (html) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
    (error: Error) => plain(response, 502, `The API does not answer: ${error.message}`),
  );
}

const plain = (response: ServerResponse, status: number, text: string) =>
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
