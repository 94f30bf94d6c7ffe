import { Upstream } from './errors.ts';
import { JsonText } from './json-text.ts';
import type { PublicReader, StoredRow } from './read-ports.ts';
import { readRankingPage } from './read-ranking-page.ts';
import {
  chooseCohort,
  chooseNode,
  describeIndex,
  describeRelease,
  findRelease,
  type ReleaseQuestion,
  type ReleaseReader,
} from './released-edition.ts';

export type MoversQuestion = ReleaseQuestion & {
  cohort?: string | undefined;
  node?: string | undefined;
  limit?: number | undefined;
};

const usualCount = 10;

/** Output: the units that rose and those that fell most on the edition before, the largest move first. */
export async function getMovers(
  reader: ReleaseReader & Pick<PublicReader, 'page'>,
  question: MoversQuestion,
) {
  const edition = await findRelease(reader, question);
  const cohort = chooseCohort(edition.pointer, question.cohort);
  const place = { run: edition.pointer.run, cohort, node: chooseNode(cohort, question.node) };
  const count = question.limit ?? usualCount;
  const [rise, fall] = await Promise.all([
    readRankingPage(reader, place, { sort: 'rise' }, { from: 0, limit: count }),
    readRankingPage(reader, place, { sort: 'fall' }, { from: 0, limit: count }),
  ]);
  if (!rise || !fall) throw new Upstream('This ranking cannot be read just now. Try again later.');
  const origin = JsonText.of({ origin: cohort.origin });
  const told = (rows: JsonText<StoredRow>[], moved: (places: number) => boolean) =>
    rows.filter((row) => moved(row.field('change')?.rank ?? 0)).map((row) => row.with(origin));
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    cohort: rise.cohort,
    node: rise.node,
    risen: told(rise.rows, (places) => places > 0),
    fallen: told(fall.rows, (places) => places < 0),
  };
}
