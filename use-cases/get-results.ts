import type { Text } from '../domain/methodology/definitions.ts';
import type { Origin, ResultRow } from '../domain/release/run.ts';
import { Conflict, Upstream } from './errors.ts';
import { valuesOf } from './json-text.ts';
import { isKeptInViews, type PublicReader, storedPageSize } from './read-ports.ts';
import {
  chooseCohort,
  describeIndex,
  describeRelease,
  findRelease,
  type ReleaseQuestion,
  type ReleaseReader,
} from './released-edition.ts';

export type ResultsQuestion = ReleaseQuestion & { cohort?: string | undefined };

/** One unit at one node: everything that a row of a table in any format says. */
export type ResultRecord = {
  node: string;
  unit: string;
  code: string | null;
  name: Text;
  region: string | null;
  score: number | null;
  rank: number | null;
  grade: string | null;
  status: ResultRow['status'];
  rankChange: number | null;
  scoreChange: number | null;
  source: string | null;
  origin: Origin;
};

export type Results = Awaited<ReturnType<typeof getResults>>;

/** Output: a whole cohort of an edition, every unit at every node, as one small table. Two reads. */
export async function getResults(
  reader: ReleaseReader & Pick<PublicReader, 'pages'>,
  question: ResultsQuestion,
) {
  const edition = await findRelease(reader, question);
  const cohort = chooseCohort(edition.pointer, question.cohort);
  if (isKeptInViews(cohort))
    throw new Conflict(
      `A cohort of more than ${storedPageSize} units is no small table: read its rankings page by page, or the run that the manifest names.`,
      { parameter: 'cohort' },
    );
  const pages = await reader.pages(edition.pointer.run, cohort.id, cohort.nodes);
  const [first] = pages;
  if (!first || pages.length < cohort.nodes.length)
    throw new Upstream('This edition cannot be read just now. Try again later.');
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    cohort: first.cohort.value,
    nodes: pages.map(({ node }) => node.value),
    records: pages.flatMap(({ node, cohort, rows }) => {
      const place = { node: node.value.code, origin: cohort.field('origin') };
      return valuesOf(rows).map((row) => recordOf(place, row));
    }),
  };
}

const recordOf = ({ node, origin }: Pick<ResultRecord, 'node' | 'origin'>, row: ResultRow): ResultRecord => ({
  node,
  unit: row.unit.id,
  code: row.unit.code ?? null,
  name: row.unit.name,
  region: row.unit.region ?? null,
  score: row.score,
  rank: row.rank,
  grade: row.grade ?? null,
  status: row.status,
  rankChange: row.change?.rank ?? null,
  scoreChange: row.change?.score ?? null,
  source: row.source ?? null,
  origin,
});
