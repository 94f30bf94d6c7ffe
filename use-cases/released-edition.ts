import { InvalidInput, NotFound } from './errors.ts';
import type { ReleasedCohort, ReleasePointer } from './ports.ts';
import type { PublicIndex, PublicReader } from './read-ports.ts';

/** What of the reader the question needs. */
export type ReleaseReader = Pick<PublicReader, 'index' | 'release'>;

/** `revision` pins a release for ever; without it, the one that is current when asked. */
export type ReleaseQuestion = { index: string; period: string; revision?: number | undefined };

export type ReleasedEdition = {
  index: PublicIndex;
  period: string;
  pointer: ReleasePointer;
  /** False when a newer release has superseded this one. That is final: revisions only grow. */
  current: boolean;
};

/** @throws {NotFound} */
export async function findIndex(reader: Pick<PublicReader, 'index'>, index: string): Promise<PublicIndex> {
  const found = await reader.index(index);
  if (!found)
    throw new NotFound(`There is no index "${index}". /v1/indices lists all.`, { parameter: 'index' });
  return found;
}

/** Newest first. */
export const releasedPeriods = (index: PublicIndex): string[] => Object.keys(index.editions).sort().reverse();

/**
 * One read for a current release, one more for a superseded one.
 *
 * @throws {NotFound} naming the editions or revisions that there are.
 */
export async function findRelease(
  reader: ReleaseReader,
  question: ReleaseQuestion,
): Promise<ReleasedEdition> {
  const index = await findIndex(reader, question.index);
  const periods = releasedPeriods(index);
  const period = question.period === 'latest' ? periods[0] : question.period;
  const current = period === undefined ? undefined : index.editions[period];
  if (period === undefined || !current)
    throw new NotFound(
      `The index "${question.index}" has no released edition ${question.period}: ${periods.length ? 'choose one of those allowed' : 'none is released yet'}.`,
      { parameter: 'period', allowed: periods },
    );
  const revision = question.revision ?? current.revision;
  if (revision === current.revision) return { index, period, pointer: current, current: true };
  const pointer =
    revision < current.revision ? await reader.release(question.index, period, revision) : undefined;
  if (!pointer)
    throw new NotFound(
      `The edition ${period} has no release ${revision}: its releases are 1 to ${current.revision}.`,
      { parameter: 'revision' },
    );
  return { index, period, pointer, current: false };
}

/** @throws {InvalidInput} listing the cohorts of the release. */
export function chooseCohort({ cohorts }: ReleasePointer, wanted: string | undefined): ReleasedCohort {
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

/** What every answer about a release says of it. */
export const describeRelease = ({ pointer, current }: Pick<ReleasedEdition, 'pointer' | 'current'>) => ({
  revision: pointer.revision,
  publishedAt: pointer.publishedAt,
  run: pointer.run,
  results: pointer.results,
  current,
  ...(pointer.sample && { sample: true as const }),
});

export const describeIndex = ({ index, name, shortName }: Omit<PublicIndex, 'editions'>) => ({
  id: index,
  name,
  shortName,
});
