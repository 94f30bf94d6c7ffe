import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Run } from '../domain/release/run.ts';
import { Failure, unreadable } from './failure.ts';

/** As much of a run as a comparison reads. */
const comparable = z.looseObject({
  index: z.string(),
  period: z.string(),
  results: z.string(),
  cohorts: z.array(
    z.looseObject({
      id: z.string(),
      origin: z.enum(['computed', 'imported', 'restated']),
      unitSet: z.looseObject({ id: z.string() }),
      nodes: z.array(
        z.looseObject({
          code: z.string(),
          decimals: z.int().nullable(),
          statistics: z.looseObject({ units: z.int(), ranked: z.int() }),
          rows: z.array(
            z.looseObject({
              unit: z.looseObject({ id: z.string(), name: z.object({ vi: z.string(), en: z.string() }) }),
              score: z.number().nullable(),
              rank: z.number().nullable(),
            }),
          ),
        }),
      ),
    }),
  ),
});

/**
 * A run that `--format json` wrote.
 *
 * @throws {Failure} when the file is none
 */
export async function readRun(path: string): Promise<Run> {
  const text = await readFile(path, 'utf8').catch((error) => {
    throw unreadable(path, error);
  });
  const read = comparable.safeParse(parsed(text));
  if (!read.success) throw new Failure([`${path}: is not a run as "--format json" writes it`]);
  return read.data as unknown as Run;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
