import { findDefinition, type RecordReader, type SummaryReader } from './analysed-cohort.ts';
import { describeIndex, describeRelease, type ReleaseQuestion } from './released-edition.ts';

/** Output: the very definition that the release was computed by, and its hash. */
export async function getMethodology(
  reader: SummaryReader,
  records: Pick<RecordReader, 'getDefinition'>,
  question: ReleaseQuestion,
) {
  const { edition, summary, definition } = await findDefinition(reader, records, question);
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    hash: summary.inputs.definition,
    engine: summary.inputs.engine,
    definition,
  };
}
