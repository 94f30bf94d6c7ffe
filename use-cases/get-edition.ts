import { Upstream } from './errors.ts';
import type { PublicReader } from './read-ports.ts';
import {
  describeIndex,
  describeRelease,
  findRelease,
  type ReleaseQuestion,
  type ReleaseReader,
} from './released-edition.ts';

/** Output: one edition's tree and statistics by cohort, and the hashes of what it was computed from. */
export async function getEdition(
  reader: ReleaseReader & Pick<PublicReader, 'summaryText'>,
  question: ReleaseQuestion,
) {
  const edition = await findRelease(reader, question);
  const summary = await reader.summaryText(edition.pointer.run);
  if (!summary) throw new Upstream('The summary of this release cannot be read just now. Try again later.');
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    inputs: summary.part('inputs')!,
    cohorts: summary.part('cohorts')!,
  };
}
