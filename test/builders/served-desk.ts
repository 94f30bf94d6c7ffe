import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, SignJWT } from 'jose';
import { identityOf, ownClaims } from '../../adapters/identity/token-claims.ts';
import type { Role } from '../../contracts/roles.ts';
import { createHandler } from '../../lambdas/desk-api/handler.ts';
import { startLocalEdge } from '../../scripts/local-edge.ts';
import { drawHome, drawIndex } from '../../use-cases/draw-portal.ts';
import { submissionIdOf } from '../../use-cases/submission-key.ts';
import { buildAssets } from '../../web/build-assets.ts';
import type { DeskConfig } from '../../web/desk/config.ts';
import type { Pipeline } from '../fakes/pipeline.ts';
import { servePublicApi } from '../fuzz/public-server.ts';
import { deskPorts } from '../unit/api/desk.ts';
import { memoryLog } from '../unit/api/request.ts';
import { tableOf } from '../unit/api/world-table.ts';
import { drawPorts } from './drawn-portal.ts';

/** Built once for a file of tests. */
let assets: ReturnType<typeof buildAssets> | undefined;

/**
 * The pages of the desk with the desk behind them, in this process: the real handler over a world in memory, behind
 * the local edge. Files go to a store at another origin, as they go to S3, and are judged when the test says so.
 */
export async function serveDesk(pipeline: Pipeline, signIn?: DeskConfig['signIn']) {
  const { world } = pipeline;
  assets ??= buildAssets();
  const waiting: (() => Promise<void>)[] = [];
  let held: Promise<void> | undefined;
  const store = createServer((incoming, response) => {
    void takeFile(incoming, response, held, (key, bytes) =>
      waiting.push(async () => {
        await pipeline.judge(world.submissions.get(submissionIdOf(key)!)!, bytes);
        await pipeline.deliver();
      }),
    );
  });
  const storeUrl = await listen(store);
  const ports = deskPorts(world);
  const grant = async (key: string) => ({
    url: `${storeUrl}/`,
    fields: { key },
    expiresAt: new Date(Date.now() + 900_000).toISOString(),
  });
  const handler = createHandler({
    ports: { ...ports, uploads: { grant } },
    origins: [],
    log: memoryLog(),
    verifier: { verify: async (token) => identityOf(decodeJwt(token), ownClaims) },
  });
  const api = await servePublicApi(async (event) => {
    const answer = await handler(event);
    await pipeline.deliver();
    return answer;
  });
  const edge = await startLocalEdge({
    apiUrl: api.url,
    connectTo: [storeUrl, ...(signIn ? [signIn.issuer] : [])],
    port: 0,
    pages: async (key) => {
      const file = (await drawn(pipeline, await assets!, signIn)).get(key);
      return (
        file && { body: Buffer.from(file.body), headers: { 'Content-Type': `${file.type}; charset=utf-8` } }
      );
    },
  });
  return {
    url: edge.url,
    /** From now on the store takes of a file what the network holds, until it is let through. */
    holdFiles(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    /** Judges what has arrived. */
    judge: async () => {
      for (const work of waiting.splice(0)) await work();
    },
    stop: async () => {
      for (const server of [api.server, store]) server.close();
      await edge.stop();
    },
  };
}

/** What is public now, drawn as it is asked for. */
async function drawn({ world }: Pipeline, assets: ReadonlyMap<string, string>, signIn: DeskConfig['signIn']) {
  const table = tableOf(world);
  for (const [hash, definition] of world.definitions) table.definitions.set(hash, definition);
  for (const [hash, part] of world.parts) table.parts.set(hash, part);
  const ports = drawPorts(table, assets, signIn);
  for (const index of world.pointers.keys()) await drawIndex(ports, index);
  await drawHome(ports);
  return ports.pages.files;
}

/** Takes a form as S3 does, from any origin. */
async function takeFile(
  incoming: IncomingMessage,
  response: ServerResponse,
  held: Promise<void> | undefined,
  take: (key: string, bytes: Uint8Array) => void,
): Promise<void> {
  const headers = { 'Access-Control-Allow-Origin': '*' };
  if (incoming.method === 'POST') {
    await held;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const type = incoming.headers['content-type']!;
    const form = await new Response(Buffer.concat(chunks), { headers: { 'Content-Type': type } }).formData();
    take(form.get('key') as string, new Uint8Array(await (form.get('file') as File).arrayBuffer()));
  }
  response.writeHead(204, headers).end();
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A token that looks like the real one; who has signed it is no matter here. */
export const tokenOf = (agency: string, role: Role, expires = '8h'): Promise<string> =>
  new SignJWT({ agency, roles: [role] })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(`${role}@${agency}`)
    .setExpirationTime(expires)
    .sign(new Uint8Array(32));
