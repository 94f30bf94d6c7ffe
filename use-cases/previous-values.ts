import type { EditionDefinition } from '../domain/methodology/edition-definition.ts';
import type { Part } from '../domain/submission/part.ts';
import type { PreviousValues } from '../domain/submission/table.ts';
import { Upstream } from './errors.ts';
import type { EditionStore, RecordStore } from './ports.ts';

export type PreviousValuesPorts = {
  editions: Pick<EditionStore, 'currentParts'>;
  records: Pick<RecordStore, 'getPart'>;
};

/** An index that was not computed for longer begins anew. */
const FURTHEST_BACK = 5;

/**
 * Input: an edition.
 * Output: what was reported for the newest edition before it that has any data; `undefined` where none has.
 *   Of an imported edition the scores, by their node.
 * Course: the newest file wins, as in a run.
 */
export async function previousValues(
  { editions, records }: PreviousValuesPorts,
  { index, period }: EditionDefinition,
): Promise<PreviousValues | undefined> {
  for (let back = 1; back <= FURTHEST_BACK; back += 1) {
    const before = String(Number(period) - back);
    const registrations = await editions.currentParts({ index: index.id, period: before });
    if (registrations.length === 0) continue;
    const parts = await Promise.all(
      registrations.map(async ({ hash }) => {
        const part = await records.getPart(hash);
        if (!part) throw new Upstream(`The part ${hash} cannot be read`);
        return part;
      }),
    );
    return valuesOf(before, parts);
  }
  return undefined;
}

/** @param parts oldest first */
export function valuesOf(period: string, parts: readonly Part[]): PreviousValues {
  const values = new Map<string, number | undefined>();
  for (const part of parts)
    if (part.kind === 'observations')
      for (const { indicator, unit, value } of part.observations)
        values.set(`${indicator} ${unit}`, value ?? undefined);
    else if (part.kind === 'published-results')
      for (const { node, unit, score } of part.rows) values.set(`${node} ${unit}`, score);
  return { period, value: (indicator, unit) => values.get(`${indicator} ${unit}`) };
}
