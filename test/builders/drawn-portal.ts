import { ownClaims } from '../../adapters/identity/token-claims.ts';
import { type DrawPorts, drawHome, drawIndex } from '../../use-cases/draw-portal.ts';
import { buildAssets } from '../../web/build-assets.ts';
import type { DeskConfig } from '../../web/desk/config.ts';
import { createPortal } from '../../web/portal.ts';
import { MemoryPages } from '../fakes/memory-pages.ts';
import type { PublicTable } from '../unit/api/public-table.ts';

/** What drawing needs, over a table in memory. */
export function drawPorts(
  table: PublicTable,
  assets: ReadonlyMap<string, string>,
  signIn?: DeskConfig['signIn'],
): DrawPorts & { pages: MemoryPages } {
  return {
    reader: table.reader,
    runs: { get: async (id) => table.runs.get(id) },
    records: table.records.records,
    clock: table.ports.clock,
    portal: createPortal(assets, { api: '', claims: ownClaims, signIn }),
    pages: new MemoryPages(),
  };
}

/** Every page of the indices in a table, with the real styles and scripts. */
export async function drawAll(table: PublicTable, indices: readonly string[]) {
  const ports = drawPorts(table, await buildAssets());
  for (const index of indices) await drawIndex(ports, index);
  await drawHome(ports);
  return ports;
}
