import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import { embedHeaders, isEmbedded, missingKey, pageHeaders, pageKey } from '../contracts/page-headers.ts';
import { deskConfigPath } from '../web/desk/config.ts';
import type { LocalPage, LocalPages } from './local-pages.ts';
import { type LocalPeople, localSignIn, signInPath } from './local-sign-in.ts';

export type LocalEdge = { url: string; stop(): Promise<void> };

const preferredPort = 8080;

export type LocalOrigins = {
  /** The API's root on the emulator. */
  apiUrl: string;
  pages: LocalPages;
  /** Where pages may fetch from beside the edge: the emulator, which has the buckets. */
  connectTo: string[];
  /** Who may sign in here; without them, the desk says itself where people sign in. */
  people?: LocalPeople;
  /** Beginning with the one that is tried first; any, where it is taken. */
  port?: number;
};

/**
 * Stands where CloudFront stands in AWS: one address on this machine with the API under `/v1` and the portal
 * beside it. A header that the API sends is a header that the reader gets; pages get those of the edge.
 */
export async function startLocalEdge(origins: LocalOrigins): Promise<LocalEdge> {
  let signIn: SignIn | undefined;
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? '/';
    if (/^\/(v1|\.well-known)([/?]|$)/.test(path)) forward(origins.apiUrl, incoming, response);
    else if (signIn && path.startsWith(`${signInPath}/`)) void signInAt(signIn, incoming, response);
    else void answer(origins, signIn, incoming, response);
  });
  const port = await listen(server, origins.port ?? preferredPort);
  const url = `http://127.0.0.1:${port}`;
  signIn = origins.people && localSignIn(url, origins.people, () => stylesheetOf(origins.pages));
  return {
    url,
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
    // Whoever has asked may have gone meanwhile.
    if (response.destroyed) return void reply.destroy();
    const status = reply.statusCode ?? 502;
    if (!isCompressed(incoming, reply)) {
      response.writeHead(status, reply.headers);
      return void pipeline(reply, response, () => {});
    }
    const { 'content-length': ___, etag, ...kept } = reply.headers;
    const weak = etag && { etag: etag.replace(/^(?!W\/)/, 'W/') };
    response.writeHead(status, { ...kept, ...weak, 'content-encoding': 'gzip' });
    pipeline(reply, createGzip(), response, () => {});
  });
  upstream.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else plain(response, 502, `The API does not answer: ${error.message}`);
  });
  pipeline(incoming, upstream, () => {});
}

/** As CloudFront does it: long texts, for readers who take that, under a tag that is weak from then on. */
const isCompressed = ({ method, headers }: IncomingMessage, reply: IncomingMessage): boolean =>
  method !== 'HEAD' &&
  String(headers['accept-encoding'] ?? '').includes('gzip') &&
  !reply.headers['content-encoding'] &&
  Number(reply.headers['content-length'] ?? 0) >= 1_000 &&
  /^(text\/|application\/([\w.-]+\+)?(json|xml|csv))|\+csv/.test(reply.headers['content-type'] ?? '');

const compressed = promisify(gzip);

type SignIn = ReturnType<typeof localSignIn>;

async function signInAt(signIn: SignIn, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(incoming.url!, 'http://127.0.0.1');
    const form = async () => new URLSearchParams(await text(incoming));
    const { status, headers, body } = await signIn.answer({ url, form });
    response.writeHead(status, { ...headers, ...pageHeaders([]) }).end(body);
  } catch (error) {
    plain(response, 502, `Nobody can sign in: ${(error as Error).message}`);
  }
}

/** The sign-in page looks like the others. */
async function stylesheetOf(pages: LocalPages): Promise<string> {
  const desk = Buffer.from((await pages('vi/desk'))?.body ?? []).toString();
  return /<link rel="stylesheet"[^>]*>/.exec(desk)?.[0] ?? '';
}

/** What the desk's pages are told, with this edge as the place to sign in. */
function withSignIn(page: LocalPage, { config }: SignIn): LocalPage {
  const told = JSON.parse(Buffer.from(page.body).toString());
  return { ...page, body: Buffer.from(JSON.stringify({ ...told, signIn: config })) };
}

async function answer(
  { pages, connectTo }: LocalOrigins,
  signIn: SignIn | undefined,
  { url = '/', headers: { 'accept-encoding': accepted = '' } }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path] = url.split('?', 1) as [string];
  try {
    const found = await pages(pageKey(path));
    const stored = found ?? (await pages(missingKey(path)));
    if (!stored)
      return plain(response, 404, 'There is no such page. The rankings are at /, the API is under /v1.');
    const isConfig = found && pageKey(path) === deskConfigPath;
    const page = signIn && isConfig ? withSignIn(found, signIn) : stored;
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
