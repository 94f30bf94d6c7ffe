import { rowDifferences } from '../domain/release/differences.ts';
import type { ResultRow } from '../domain/release/run.ts';
import { InvalidInput, isExpected, Upstream } from './errors.ts';
import { valuesOf } from './json-text.ts';
import type { ReleasePointer } from './ports.ts';
import { type PublicReader, type StoredRanking, storedPageSize } from './read-ports.ts';
import {
  chooseCohort,
  chooseNode,
  describeIndex,
  describeRelease,
  findRelease,
  type ReleaseReader,
} from './released-edition.ts';

export type ComparisonQuestion = {
  index: string;
  period: string;
  revision: number;
  other: number;
  cohort?: string | undefined;
  node?: string | undefined;
};

/** Beyond it, who compares takes the files of the releases. */
const mostPages = 50;

/**
 * Input: two releases of an edition; optionally a cohort and a node of the second.
 * Output: the units whose rank, score, grade or status differ there, in the order of the second.
 * Course: all pages of the node in both. A release that lacks the cohort or the node has no figures there.
 */
export async function compareReleases(
  reader: ReleaseReader & Pick<PublicReader, 'page'>,
  { revision, other, ...question }: ComparisonQuestion,
) {
  const [from, to] = await Promise.all([
    findRelease(reader, { ...question, revision }),
    findRelease(reader, { ...question, revision: other }).catch((error: unknown) => {
      if (isExpected(error) && error.help.parameter === 'revision') error.help.parameter = 'other';
      throw error;
    }),
  ]);
  const cohort = chooseCohort(to.pointer, question.cohort);
  const node = chooseNode(cohort, question.node);
  const { first, differences } = await differencesAt(reader, from.pointer, to.pointer, cohort.id, node);
  return {
    index: describeIndex(to.index),
    period: to.period,
    from: releaseHeading(from.pointer),
    to: releaseHeading(to.pointer),
    cohort: { id: cohort.id, name: first.cohort.field('name') },
    node: { code: node, name: first.node.field('name') },
    differences,
  };
}

type Shown = Pick<ReleasePointer, 'run' | 'cohorts'>;

/** All rows of the second at a node of a cohort of its own, and where the first says otherwise. */
export async function differencesAt(
  reader: Pick<PublicReader, 'page'>,
  from: Shown | undefined,
  to: Shown,
  cohort: string,
  node: string,
) {
  const [before, after] = await Promise.all([
    from ? allPages(reader, from, cohort, node) : [],
    allPages(reader, to, cohort, node),
  ]);
  const decimals = Math.max(decimalsOf(before), decimalsOf(after));
  const rows = rowsOf(after);
  return { first: after[0]!, rows, differences: rowDifferences(rowsOf(before), rows, decimals) };
}

/** Two releases always differ in the same way: nothing is said of which one is current. */
function releaseHeading(pointer: ReleasePointer) {
  const { current: _, ...heading } = describeRelease({ pointer, current: false });
  return heading;
}

const rowsOf = (pages: StoredRanking[]): ResultRow[] => pages.flatMap(({ rows }) => valuesOf(rows));
const mostDecimals = 10;
const decimalsOf = ([first]: StoredRanking[]): number =>
  first ? (first.node.value.decimals ?? mostDecimals) : 0;

async function allPages(
  reader: Pick<PublicReader, 'page'>,
  { run, cohorts }: Shown,
  cohort: string,
  node: string,
): Promise<StoredRanking[]> {
  if (!cohorts.find(({ id }) => id === cohort)?.nodes.includes(node)) return [];
  const first = await existing(reader.page(run, cohort, node, 1));
  const pages = Math.ceil(first.total / storedPageSize);
  if (pages > mostPages)
    throw new InvalidInput(
      `This ranking has ${first.total} rows, more than are compared here: compare the files of the two releases.`,
      { parameter: 'node' },
    );
  const rest = Array.from({ length: Math.max(0, pages - 1) }, (_, place) =>
    existing(reader.page(run, cohort, node, place + 2)),
  );
  return [first, ...(await Promise.all(rest))];
}

async function existing(page: Promise<StoredRanking | undefined>): Promise<StoredRanking> {
  const found = await page;
  if (!found) throw new Upstream('A page of this release cannot be read just now. Try again later.');
  return found;
}
