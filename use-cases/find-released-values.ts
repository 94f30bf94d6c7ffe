import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import type { PlanDefinition } from '../domain/methodology/resolve-plan.ts';
import { countingParts } from '../domain/scorecard/claims.ts';
import type { TargetObservation } from '../domain/targets/track-plan.ts';
import { readParts } from './analysed-cohort.ts';
import { Upstream } from './errors.ts';
import type { RecordStore, ReleasePointer } from './ports.ts';
import type { PublicIndex, PublicReader } from './read-ports.ts';

export type ReleasedValuePorts = {
  reader: Pick<PublicReader, 'indicesUsing' | 'summary'>;
  records: Pick<RecordStore, 'getDefinition' | 'getPart'>;
};

/** A value that an agency sent, and the release that made it public. */
export type ReleasedValue = TargetObservation & { release: EditionRef & { revision: number } };

type Release = EditionRef & { pointer: ReleasePointer };

/**
 * Input: plans, every index with what is public of it, and the year after which nothing counts.
 * Output: what agencies sent of the plans' indicators and units, as the current releases count it: each cell once.
 * Course: the table knows which editions use an indicator; only the files of their releases are read. Where two
 *   releases count different values of one cell, the later one is right, also where it counts none.
 *   Made-up figures of a sample say nothing of a plan.
 */
export async function findReleasedValues(
  ports: ReleasedValuePorts,
  plans: readonly PlanDefinition[],
  indices: readonly PublicIndex[],
  asOf: string,
): Promise<ReleasedValue[]> {
  const wanted = new Set(plans.flatMap(subjectsOf).map(keyOf));
  const indicators = [...new Set(plans.flatMap(subjectsOf).map(({ indicator }) => indicator))];
  const releases = await releasesUsing(ports, indicators, indices, asOf);
  const found = new Map<string, ReleasedValue | undefined>();
  for (const cells of await Promise.all(releases.map((release) => cellsOf(ports, release))))
    for (const { value, ...cell } of cells)
      if (wanted.has(keyOf(cell)))
        found.set(`${keyOf(cell)} ${cell.period}`, value === null ? undefined : { ...cell, value });
  return [...found.values()].filter((value) => value !== undefined);
}

type Subject = Pick<TargetObservation, 'indicator' | 'unit'>;

const subjectsOf = ({ targets, observations }: PlanDefinition): Subject[] => [...targets, ...observations];
const keyOf = ({ indicator, unit }: Subject): string => `${indicator} ${unit}`;

/** Those of a plan among the values of several. */
export function valuesFor(plan: PlanDefinition, values: readonly ReleasedValue[]): ReleasedValue[] {
  const own = new Set(subjectsOf(plan).map(keyOf));
  return values.filter((value) => own.has(keyOf(value)));
}

/** The earliest release first. */
async function releasesUsing(
  { reader }: ReleasedValuePorts,
  indicators: string[],
  indices: readonly PublicIndex[],
  asOf: string,
): Promise<Release[]> {
  if (indicators.length === 0) return [];
  const releases = indices.flatMap(({ index, editions }) =>
    Object.entries(editions)
      .filter(([period, { sample }]) => period <= asOf && !sample)
      .map(([period, pointer]) => ({ index, period, pointer })),
  );
  const periods = [...new Set(releases.map(({ period }) => period))];
  const using = new Map(
    await Promise.all(
      periods.map(async (period) => [period, await reader.indicesUsing(period, indicators)] as const),
    ),
  );
  const order = ({ pointer, index }: Release) => `${pointer.publishedAt} ${index}`;
  return releases
    .filter(({ index, period }) => using.get(period)!.includes(index))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

type Cell = Omit<ReleasedValue, 'value'> & { value: number | null };

/** What was sent for the edition, a decided claim by what was verified of it; a later file comes after. */
async function cellsOf({ reader, records }: ReleasedValuePorts, release: Release): Promise<Cell[]> {
  const { index, period, pointer } = release;
  const summary = await reader.summary(pointer.run);
  const definition = summary && (await records.getDefinition(summary.inputs.definition));
  if (!definition)
    throw new Upstream('A release that a plan is told by cannot be read just now. Try again later.');
  const parts = countingParts(await readParts(records, { ...summary.inputs, earlier: [] }), definition);
  const named = { index, period, revision: pointer.revision };
  return parts.flatMap((part) =>
    part.kind === 'observations' && part.period === period
      ? part.observations.map(({ indicator, unit, value }) => ({
          ...{ indicator, unit, period, value },
          release: named,
        }))
      : [],
  );
}
