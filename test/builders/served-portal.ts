import { startLocalEdge } from '../../scripts/local-edge.ts';
import type { PortalFile } from '../../use-cases/portal-ports.ts';
import { servePublicApi } from '../fuzz/public-server.ts';
import { publishedWorld } from '../unit/api/published-world.ts';
import { assess } from './assess.ts';
import { drawAll } from './drawn-portal.ts';

/** Files behind the local edge, as the portal's. */
export const servePages = (files: ReadonlyMap<string, PortalFile>, apiUrl = 'http://127.0.0.1:9') =>
  startLocalEdge({
    apiUrl,
    connectTo: [],
    port: 0,
    pages: async (key) => {
      const file = files.get(key);
      const charset = file?.type.startsWith('text/') ? '; charset=utf-8' : '';
      return file && { body: Buffer.from(file.body), headers: { 'Content-Type': `${file.type}${charset}` } };
    },
  });

/** Portal and public API over the seeds of some indices, in this process; it is known how sure the newest ranks are. */
export async function servePortal(indices: readonly string[]) {
  const { table, handler } = await publishedWorld(indices);
  for (const index of indices) {
    const periods = Object.keys(table.pointers[index]!).sort();
    await assess(table, index, periods.at(-1)!);
  }
  const { pages, portal } = await drawAll(table, indices);
  const api = await servePublicApi(handler);
  const edge = await servePages(pages.files, api.url);
  const stop = async () => {
    api.server.close();
    await edge.stop();
  };
  return { url: edge.url, pages, portal, table, stop };
}
