import type { PublicReader } from './read-ports.ts';
import { describeIndex, findIndex } from './released-edition.ts';

/** Output: what the public was told of revisions, roll-backs and withdrawals of an index, newest first. */
export async function listErrata(
  reader: Pick<PublicReader, 'index' | 'catalogue' | 'errata'>,
  question: { index: string },
) {
  const [index, errata] = await Promise.all([
    findIndex(reader, question.index),
    reader.errata(question.index),
  ]);
  return { index: describeIndex(index), errata };
}
