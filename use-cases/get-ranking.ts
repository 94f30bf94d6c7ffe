import { InvalidInput, NotFound } from './errors.ts';
import { JsonText } from './json-text.ts';
import { decodeCursor, encodeCursor } from './ranking-cursor.ts';
import type { PublicReader } from './read-ports.ts';
import { type RankingSelection, readRankingPage } from './read-ranking-page.ts';
import {
  chooseCohort,
  chooseNode,
  describeIndex,
  describeRelease,
  findRelease,
  type ReleaseQuestion,
  type ReleaseReader,
} from './released-edition.ts';

export type RankingQuestion = ReleaseQuestion &
  RankingSelection & {
    cohort?: string | undefined;
    node?: string | undefined;
    /** A divisor of the stored page's size. */
    limit?: number | undefined;
    cursor?: string | undefined;
  };

/**
 * Input: an edition, and optionally a cohort, a node, an order, a region, a page size, a cursor, a revision.
 * Output: rows by rank, each saying whether it was computed or imported, and the cursor of the next page.
 * Course: the pointer of the index, then the stored page that holds the first row. A page of the answer ends
 *   where the stored page ends, so it never takes a third read.
 */
export async function getRanking(
  reader: ReleaseReader & Pick<PublicReader, 'page'>,
  question: RankingQuestion,
) {
  const position = startOf(question);
  const edition = await findRelease(reader, { ...question, revision: position.revision });
  const { run, revision } = edition.pointer;
  if (position.run !== undefined && position.run !== run)
    throw new InvalidInput('This cursor belongs to another edition: follow the "next" link as it is.', {
      parameter: 'cursor',
    });
  const cohort = chooseCohort(edition.pointer, question.cohort);
  const node = chooseNode(cohort, question.node);
  const { offset } = position;
  const page = await readRankingPage(reader, { run, cohort, node }, question, {
    from: offset,
    limit: question.limit,
  });
  if (!page)
    throw new NotFound('This ranking has no such page: start again without a cursor.', {
      parameter: 'cursor',
    });

  const { rows, ...rest } = page;
  const origin = JsonText.of({ origin: cohort.origin });
  const next = offset + rows.length;
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    ...rest,
    offset,
    rows: rows.map((row) => row.with(origin)),
    next: rows.length > 0 && next < page.total ? encodeCursor({ revision, run, offset: next }) : undefined,
  };
}

function startOf({ cursor, revision }: RankingQuestion) {
  if (cursor === undefined) return { revision, run: undefined, offset: 0 };
  const position = decodeCursor(cursor);
  if (revision === undefined || revision === position.revision) return position;
  throw new InvalidInput(
    `This cursor belongs to release ${position.revision}: leave out the revision or the cursor.`,
    { parameter: 'revision' },
  );
}
