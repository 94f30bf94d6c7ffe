import { Upstream } from './errors.ts';
import { findByName } from './find-units.ts';
import type { PublicReader, StoredProfile } from './read-ports.ts';
import {
  chooseCohort,
  chooseNode,
  describeIndex,
  describeRelease,
  findRelease,
  type ReleaseQuestion,
  type ReleaseReader,
} from './released-edition.ts';

export type RankingSearch = ReleaseQuestion & {
  search: string;
  cohort?: string | undefined;
  node?: string | undefined;
  limit?: number | undefined;
};

const mostRows = 50;

/**
 * Input: an edition and a unit's name in any spelling, or its beginning from any word on.
 * Output: the rows of the units found, by rank; at most 50.
 * Course: the pointer, the names, then the page head and the units' profiles side by side: as many reads for a
 *   hundred thousand units as for sixty-three.
 */
export async function searchRanking(
  reader: ReleaseReader & Pick<PublicReader, 'names' | 'page' | 'profilesOf'>,
  question: RankingSearch,
) {
  const edition = await findRelease(reader, question);
  const { run } = edition.pointer;
  const cohort = chooseCohort(edition.pointer, question.cohort);
  const code = chooseNode(cohort, question.node);
  const units = (await findByName(reader, cohort.unitSet, question.search)).slice(0, mostRows);
  const [page, profiles] = await Promise.all([
    reader.page(run, cohort.id, code, 1, { rows: { from: 0, to: 0 } }),
    units.length > 0
      ? reader.profilesOf(
          { run, cohort },
          units.map(({ id }) => id),
        )
      : [],
  ]);
  if (!page) throw new Upstream('This ranking cannot be read just now. Try again later.');
  const rows = profiles.flatMap((profile) => rowAt(profile, code)).sort(byRank);
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    ...page,
    total: rows.length,
    offset: 0,
    rows: rows.slice(0, question.limit ?? mostRows).map((row) => ({ ...row, origin: cohort.origin })),
    next: undefined,
  };
}

/** What a profile tells of a node beyond the row of a ranking is left out. */
function rowAt({ unit, nodes }: StoredProfile, wanted: string) {
  return nodes
    .filter(({ code }) => code === wanted)
    .map(
      ({ code: _, name: __, parent: ___, decimals: ____, ranked: _____, toMean: ______, next, ...row }) => ({
        unit: unit.value,
        ...row,
      }),
    );
}

const byRank = (a: { rank: number | null }, b: { rank: number | null }): number =>
  (a.rank ?? Number.MAX_VALUE) - (b.rank ?? Number.MAX_VALUE);
