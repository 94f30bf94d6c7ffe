import {
  asked,
  type CohortQuestion,
  findAnalysedCohort,
  type RecordReader,
  type SummaryReader,
} from './analysed-cohort.ts';
import {
  type AnalysisStore,
  type CohortUncertainty,
  cohortUncertainty,
  uncertaintyName,
} from './cohort-uncertainty.ts';
import { chooseCohort, describeIndex, describeRelease, findRelease } from './released-edition.ts';

/**
 * Output: how sure the ranks of the total are under other weights and methods that are as reasonable.
 * Course: made when the run was computed, or else when first asked for, with a fixed seed, and kept: a run never
 *   changes, so neither does this.
 */
export async function getUncertainty(
  reader: SummaryReader,
  records: RecordReader,
  analyses: AnalysisStore,
  question: CohortQuestion,
) {
  const edition = await findRelease(reader, question);
  const { run } = edition.pointer;
  const name = uncertaintyName(chooseCohort(edition.pointer, question.cohort).id);
  const known = await analyses.get<CohortUncertainty>(run, name);
  const found = known ?? (await compute(reader, records, question));
  if (!known) await analyses.put(run, name, found);
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    ...found,
  };
}

async function compute(reader: SummaryReader, records: RecordReader, question: CohortQuestion) {
  const cohort = await findAnalysedCohort(reader, records, question);
  return asked(() => cohortUncertainty(cohort), 'cohort');
}
