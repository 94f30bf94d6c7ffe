import { growthOfMean, leadOf } from '../domain/release/overall-figures.ts';
import { Upstream } from './errors.ts';
import { valuesOf } from './json-text.ts';
import type { CohortHeading, EditionSummary, PublicReader } from './read-ports.ts';
import {
  chooseCohort,
  chooseNode,
  describeIndex,
  describeRelease,
  findRelease,
  type ReleaseQuestion,
  type ReleaseReader,
} from './released-edition.ts';

export type StatisticsQuestion = ReleaseQuestion & {
  cohort?: string | undefined;
  node?: string | undefined;
};

/**
 * Output: what is said of all units at once at a node: mean, spread, how many rose, what the publisher printed, by how
 *   much the first leads, and how the mean grew on the edition before. Two reads.
 */
export async function getStatistics(
  reader: ReleaseReader & Pick<PublicReader, 'overview'>,
  question: StatisticsQuestion,
) {
  const edition = await findRelease(reader, question);
  const { pointer } = edition;
  const cohort = chooseCohort(pointer, question.cohort);
  const code = chooseNode(cohort, question.node);
  const before = pointer.comparedWith && edition.index.editions[pointer.comparedWith.period];
  const overview = await reader.overview(pointer.run, cohort.id, code, before?.run);
  if (!overview) throw new Upstream('This edition cannot be read just now. Try again later.');
  const { page, previous } = overview;
  const earlier = previous && statisticsBefore(page.cohort.value, code, previous.field('cohorts'));
  const meanGrowth = earlier && growthOfMean(page.statistics.value, earlier);
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    cohort: page.cohort,
    node: page.node,
    statistics: page.statistics,
    lead: leadOf(valuesOf(page.rows)),
    meanGrowth: meanGrowth ? { ...meanGrowth, period: pointer.comparedWith!.period } : null,
  };
}

/** Of the cohort of the same id, or else of the same units. */
function statisticsBefore({ id, unitSet }: CohortHeading, code: string, cohorts: EditionSummary['cohorts']) {
  const cohort =
    cohorts.find((each) => each.id === id) ?? cohorts.find((each) => each.unitSet.id === unitSet.id);
  return cohort?.nodes.find((node) => node.code === code)?.statistics;
}
