import type { CohortResult } from '../../domain/release/run.ts';

/**
 * The profiles of a cohort's units lie in chunks, so that a run takes few writes; a unit's own chunk is found
 * by its id and the number of chunks, which the release pointer tells.
 */

/** A row takes some 120 bytes: a chunk of 128 takes 16 KB, and a reader two units of capacity. */
const rowsPerChunk = 128;

export function chunkCount({ nodes }: CohortResult): number {
  const rows = nodes.reduce((sum, node) => sum + node.rows.length, 0);
  return Math.max(1, Math.ceil(rows / rowsPerChunk));
}

/** From 0; the same for an id wherever it is computed (FNV-1a, 32 bits, over UTF-16 code units). */
export function chunkOf(unit: string, chunks: number): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < unit.length; place += 1)
    hash = Math.imul(hash ^ unit.charCodeAt(place), 0x01000193);
  return (hash >>> 0) % chunks;
}
