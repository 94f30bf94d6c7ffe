import type { PublicReader } from './read-ports.ts';
import { describeIndex, findIndex, type IndexReader, releasedPeriods } from './released-edition.ts';

/** Output: every index that is defined, released or not, by id. */
export async function listIndices(reader: Pick<PublicReader, 'catalogue'>) {
  const entries = await reader.catalogue();
  return entries.map((entry) => ({
    ...describeIndex(entry),
    description: entry.description,
    publisher: entry.publisher,
  }));
}

/** Output: one index with the periods of its released editions, newest first. */
export async function getIndex(reader: IndexReader, question: { index: string }) {
  const index = await findIndex(reader, question.index);
  const periods = releasedPeriods(index);
  return {
    ...describeIndex(index),
    ...(index.description && { description: index.description }),
    publisher: index.publisher,
    latest: periods[0] ?? null,
    periods,
  };
}
