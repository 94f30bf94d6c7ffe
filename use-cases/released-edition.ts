import { InvalidInput, NotFound, Withdrawn } from './errors.ts';
import type { ReleasedCohort, ReleasePointer, ReleaseRecord, Withdrawal } from './ports.ts';
import type { PublicIndex, PublicReader } from './read-ports.ts';

/** What of the reader the question needs. */
export type ReleaseReader = IndexReader & Pick<PublicReader, 'release' | 'releases'>;
export type IndexReader = Pick<PublicReader, 'index' | 'catalogue'>;

/**
 * `revision` pins a release for ever; `asOf`, a time in ISO 8601, UTC and milliseconds, asks for the one that
 * was current then. Without either, the one that is current when asked.
 */
export type ReleaseQuestion = {
  index: string;
  period: string;
  revision?: number | undefined;
  asOf?: string | undefined;
};

export type ReleasedEdition = {
  index: PublicIndex;
  period: string;
  pointer: ReleasePointer;
  /** False when a newer release has superseded this one. That is final: revisions only grow. */
  current: boolean;
  /** The question names the release itself: the answer to it never changes. */
  pinned: boolean;
};

/** @throws {NotFound} naming those that there are. */
export async function findIndex(reader: IndexReader, index: string): Promise<PublicIndex> {
  const found = await reader.index(index);
  if (found) return found;
  const allowed = (await reader.catalogue()).map((entry) => entry.index);
  throw new NotFound(`There is no index "${index}". /v1/indices lists all.`, { parameter: 'index', allowed });
}

/** Newest first. */
export const releasedPeriods = (index: PublicIndex): string[] => Object.keys(index.editions).sort().reverse();

/**
 * One read for a current release, one more for an earlier one.
 *
 * @throws {NotFound} naming the editions or revisions that there are.
 * @throws {Withdrawn} with the public's note.
 */
export async function findRelease(
  reader: ReleaseReader,
  question: ReleaseQuestion,
): Promise<ReleasedEdition> {
  const { revision, asOf } = question;
  if (revision !== undefined && asOf !== undefined)
    throw new InvalidInput('Give a revision or a time: each names a release by itself.', {
      parameter: 'asOf',
    });
  const index = await findIndex(reader, question.index);
  const { period, pointer } =
    asOf === undefined
      ? await chosen(reader, index, question)
      : await asItWas(reader, index, question.period, asOf);
  if (pointer.withdrawn) throw withdrawn(period, { ...pointer.withdrawn, revision: pointer.revision });
  return {
    index,
    period,
    pointer,
    current: pointer.revision === index.editions[period]?.revision,
    pinned: revision !== undefined && question.period !== 'latest',
  };
}

const mostNamed = 20;
const newestFirst = (last: number) =>
  Array.from({ length: Math.min(last, mostNamed) }, (_, place) => String(last - place));

type Found = { period: string; pointer: ReleaseRecord };

async function chosen(
  reader: Pick<ReleaseReader, 'release'>,
  index: PublicIndex,
  question: ReleaseQuestion,
): Promise<Found> {
  const [newest] = releasedPeriods(index);
  const period = question.period === 'latest' ? newest : question.period;
  const current = period === undefined ? undefined : index.editions[period];
  const taken = period === undefined ? undefined : index.withdrawn?.[period];
  const last = current?.revision ?? taken?.revision;
  if (period === undefined || last === undefined) throw unreleased(index, question.period);
  const revision = question.revision ?? last;
  if (revision === current?.revision) return { period, pointer: current };
  if (question.revision === undefined) throw withdrawn(period, taken!);
  const pointer = revision <= last ? await reader.release(index.index, period, revision) : undefined;
  if (pointer) return { period, pointer };
  throw new NotFound(`The edition ${period} has no release ${revision}: its releases are 1 to ${last}.`, {
    parameter: 'revision',
    allowed: newestFirst(last),
  });
}

/** Of the editions that were released by then the newest, or the one that is asked for. */
async function asItWas(
  reader: Pick<ReleaseReader, 'releases'>,
  index: PublicIndex,
  wanted: string,
  asOf: string,
): Promise<Found> {
  const periods = wanted === 'latest' ? releasedPeriods(index) : [wanted];
  for (const period of periods) {
    const current = index.editions[period];
    if (!current && !index.withdrawn?.[period]) throw unreleased(index, period);
    if (current && current.publishedAt <= asOf) return { period, pointer: current };
    const releases = await reader.releases(index.index, period);
    const pointer = releases.find(({ publishedAt }) => publishedAt <= asOf);
    if (pointer) return { period, pointer };
  }
  throw new NotFound(`Nothing was released by ${asOf}. The list of releases says when each was.`, {
    parameter: 'asOf',
  });
}

function unreleased(index: PublicIndex, period: string): NotFound {
  const allowed = releasedPeriods(index);
  return new NotFound(
    `The index "${index.index}" has no released edition ${period}: ${allowed.length ? 'choose one of those allowed' : 'none is released yet'}.`,
    { parameter: 'period', allowed },
  );
}

const withdrawn = (period: string, { revision, at, note }: Withdrawal): Withdrawn =>
  new Withdrawn(
    `Release ${revision} of the edition ${period} was withdrawn at ${at}: ${note.en} (${note.vi})`,
    { parameter: 'revision' },
  );

/** @throws {InvalidInput} listing the cohorts of the release. */
export function chooseCohort(
  { cohorts }: Pick<ReleasePointer, 'cohorts'>,
  wanted: string | undefined,
): ReleasedCohort {
  const cohort = wanted === undefined ? cohorts[0] : cohorts.find(({ id }) => id === wanted);
  if (cohort) return cohort;
  const allowed = cohorts.map(({ id }) => id);
  throw new InvalidInput(`This edition has no cohort "${wanted}".`, { parameter: 'cohort', allowed });
}

/** @throws {InvalidInput} listing the nodes of the cohort. */
export function chooseNode({ id, total, nodes }: ReleasedCohort, wanted: string | undefined): string {
  if (wanted === undefined) return total;
  if (nodes.includes(wanted)) return wanted;
  throw new InvalidInput(`The cohort "${id}" has no node "${wanted}".`, {
    parameter: 'node',
    allowed: nodes,
  });
}

/**
 * What every answer about a release says of it. Where the address names the release, not whether it is the current
 * one, which the next release would make untrue.
 */
export const describeRelease = ({
  pointer,
  current,
  pinned = false,
}: Pick<ReleasedEdition, 'pointer' | 'current'> & { pinned?: boolean }) => ({
  revision: pointer.revision,
  publishedAt: pointer.publishedAt,
  run: pointer.run,
  results: pointer.results,
  ...(!pinned && { current }),
  ...(pointer.sample && { sample: true as const }),
  ...(pointer.note && { note: pointer.note }),
  ...(pointer.rolledBackTo && { rolledBackTo: pointer.rolledBackTo }),
});

export const describeIndex = ({ index, name, shortName }: Omit<PublicIndex, 'editions'>) => ({
  id: index,
  name,
  shortName,
});
