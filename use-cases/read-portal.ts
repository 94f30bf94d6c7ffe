import type { NodeResult, Run } from '../domain/release/run.ts';
import type { Part } from '../domain/submission/part.ts';
import { Upstream } from './errors.ts';
import { findReleasedValues } from './find-released-values.ts';
import { valuesOf } from './json-text.ts';
import type { Leaders, PortalHome, PortalIndex, PortalRelease } from './portal-ports.ts';
import type { Clock, RecordStore, ReleasePointer, ReleaseRecord, RunStore } from './ports.ts';
import {
  type CatalogueEntry,
  type Erratum,
  type PublicIndex,
  type PublicReader,
  type StoredRow,
  storedPageSize,
} from './read-ports.ts';
import { releasedPeriods } from './released-edition.ts';

export type PortalReader = {
  reader: Pick<
    PublicReader,
    'catalogue' | 'index' | 'releases' | 'errata' | 'plans' | 'page' | 'summary' | 'indicesUsing'
  >;
  runs: Pick<RunStore, 'get'>;
  records: Pick<RecordStore, 'getDefinition' | 'getPart'>;
  clock: Clock;
};

const leaderCount = 3;

/** Output: what the first pages show: every index that has a release, and the plans. */
export async function readHome({ reader, records, clock }: PortalReader): Promise<PortalHome> {
  const [entries, plans] = await Promise.all([reader.catalogue(), reader.plans()]);
  const year = String(clock.now().getUTCFullYear());
  const found = await Promise.all(entries.map(({ index }) => reader.index(index)));
  const known = found.filter((index) => index !== undefined);
  const [values, indices] = await Promise.all([
    findReleasedValues({ reader, records }, plans, known, year),
    Promise.all(entries.map((entry, place) => withLeaders(reader, entry, found[place]))),
  ]);
  return { indices: indices.flat(), plans, values, year };
}

/** None where nothing of it is released. */
async function withLeaders(
  reader: Pick<PublicReader, 'page'>,
  entry: CatalogueEntry,
  index: PublicIndex | undefined,
): Promise<PortalHome['indices']> {
  const [latest] = index ? releasedPeriods(index) : [];
  if (!index || latest === undefined) return [];
  const { editions } = index;
  return [{ ...entry, editions, leaders: await leadersOf(reader, editions[latest]!) }];
}

async function leadersOf(
  reader: Pick<PublicReader, 'page'>,
  { run, cohorts: [cohort] }: ReleasePointer,
): Promise<Leaders> {
  const page = cohort && (await reader.page(run, cohort.id, cohort.total, 1));
  const rows = valuesOf(page?.rows ?? []).filter(({ rank }) => rank !== null && rank <= leaderCount);
  return { rows: rows.slice(0, leaderCount), decimals: page?.node.value.decimals ?? null };
}

/** Output: the figures of every edition that is public, the newest with all its nodes. */
export async function readIndex(
  ports: PortalReader,
  index: PublicIndex,
  errata: Erratum[],
): Promise<PortalIndex> {
  const editions: PortalRelease[] = [];
  // One after another: a run may be large, and only the newest is kept whole.
  for (const period of releasedPeriods(index)) {
    const release = await withIntervals(ports, await readRelease(ports, period, index.editions[period]!));
    editions.push(editions.length === 0 ? release : lightened(release));
  }
  const releases = new Map<string, ReleaseRecord[]>();
  for (const period of [...Object.keys(index.editions), ...Object.keys(index.withdrawn ?? {})])
    releases.set(period, await ports.reader.releases(index.index, period));
  const parts = editions[0] ? await readParts(ports, editions[0].inputs) : [];
  return { index, errata, editions, parts, releases };
}

/** How sure ranks are lies with the pages of the table, a moment after the run: where it is not known yet, it is not told. */
export async function withIntervals(
  { reader }: Pick<PortalReader, 'reader'>,
  release: PortalRelease,
): Promise<PortalRelease> {
  const cohorts = await Promise.all(
    release.cohorts.map(async (cohort) => {
      const [total, ...others] = cohort.nodes;
      if (cohort.origin === 'imported') return cohort;
      const pages = Math.ceil(total!.rows.length / storedPageSize);
      const read = Array.from({ length: pages }, (_, page) =>
        reader.page(release.pointer.run, cohort.id, total!.code, page + 1),
      );
      const rows: StoredRow[] = (await Promise.all(read)).flatMap((page) => valuesOf(page?.rows ?? []));
      return { ...cohort, nodes: [{ ...total!, ...(rows.length > 0 && { rows }) }, ...others] };
    }),
  );
  return { ...release, cohorts };
}

/** @throws {Upstream} when a file that the release was made from is not there. */
export async function readRelease(
  { runs, records }: PortalReader,
  period: string,
  pointer: ReleasePointer,
): Promise<PortalRelease> {
  const run = present(await runs.get(pointer.run), 'run');
  const definition = present(await records.getDefinition(run.inputs.definition), 'definition');
  return { period, pointer, inputs: run.inputs, definition, cohorts: run.cohorts };
}

/** The files that a release was computed from, those of earlier editions that filled its gaps among them. */
export async function readParts({ records }: PortalReader, inputs: Run['inputs']): Promise<Part[]> {
  const hashes = [
    ...(inputs.earlier ?? []).flatMap(({ parts }) => parts),
    ...inputs.parts.map(({ hash }) => hash),
  ];
  const parts = await Promise.all(hashes.map((hash) => records.getPart(hash)));
  return parts.map((part) => present(part, 'part'));
}

function lightened(release: PortalRelease): PortalRelease {
  return {
    ...release,
    cohorts: release.cohorts.map(({ nodes, ...cohort }) => ({ ...cohort, nodes: upperNodes(nodes) })),
  };
}

const upperNodes = (nodes: NodeResult[]): NodeResult[] => {
  const total = nodes[0]!.code;
  return nodes.filter(({ code, parent }) => code === total || parent === total || parent === null);
};

function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Upstream(`The ${what} of a release cannot be read just now.`);
  return value;
}
