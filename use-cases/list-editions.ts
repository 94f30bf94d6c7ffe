import {
  describeIndex,
  describeRelease,
  findIndex,
  type IndexReader,
  releasedPeriods,
} from './released-edition.ts';

/** Output: the released editions of an index, newest first, and what each can be asked for. One read. */
export async function listEditions(reader: IndexReader, question: { index: string }) {
  const index = await findIndex(reader, question.index);
  const editions = releasedPeriods(index).map((period) => {
    const pointer = index.editions[period]!;
    return {
      period,
      release: describeRelease({ pointer, current: true }),
      cohorts: pointer.cohorts.map(({ unitChunks, ...cohort }) => cohort),
    };
  });
  return { index: describeIndex(index), editions };
}
