import { startLocalEdge } from '../../scripts/local-edge.ts';
import { servePublicApi } from '../fuzz/public-server.ts';
import { publishedWorld } from '../unit/api/published-world.ts';
import { drawAll } from './drawn-portal.ts';

/** Portal and public API over the seeds of some indices, in this process, behind the local edge. */
export async function servePortal(indices: readonly string[]) {
  const { table, handler } = await publishedWorld(indices);
  const { pages } = await drawAll(table, indices);
  const api = await servePublicApi(handler);
  const edge = await startLocalEdge({
    apiUrl: api.url,
    connectTo: [],
    port: 0,
    pages: async (key) => {
      const file = pages.files.get(key);
      return (
        file && { body: Buffer.from(file.body), headers: { 'Content-Type': `${file.type}; charset=utf-8` } }
      );
    },
  });
  const stop = async () => {
    api.server.close();
    await edge.stop();
  };
  return { url: edge.url, pages, table, stop };
}
