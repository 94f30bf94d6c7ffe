import { explainUnit } from '../domain/analysis/explain/explain-unit.ts';
import { compute } from '../domain/analysis/subject.ts';
import {
  asked,
  type CohortQuestion,
  findAnalysedCohort,
  type RecordReader,
  type SummaryReader,
} from './analysed-cohort.ts';
import { type NameReader, unknownUnit } from './find-units.ts';
import { chooseNode, describeIndex, describeRelease } from './released-edition.ts';

export type ExplanationQuestion = CohortQuestion & { unit: string; node?: string | undefined };

/** Output: where a unit's score at a node comes from, down to the values that agencies reported. */
export async function explainScore(
  reader: SummaryReader & NameReader,
  records: RecordReader,
  question: ExplanationQuestion,
) {
  const { edition, cohort, heading, subject, units } = await findAnalysedCohort(reader, records, question);
  const code = chooseNode(cohort, question.node);
  const place = units.findIndex(({ id }) => id === question.unit);
  if (place < 0)
    throw await unknownUnit(
      reader,
      [cohort.unitSet],
      `The cohort "${cohort.id}" has no unit "${question.unit}".`,
      { written: question.unit, parameter: 'unit' },
    );
  const { nodes, ...cohortHeading } = heading;
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    cohort: cohortHeading,
    unit: units[place]!,
    explanation: asked(() => explainUnit(subject, compute(subject), place, code), 'node'),
  };
}
