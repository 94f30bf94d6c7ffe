import { changeCause } from '../domain/release/change-cause.ts';
import { strongestAndWeakest } from '../domain/release/strengths.ts';
import { type NameReader, unknownUnit } from './find-units.ts';
import type { PublicReader } from './read-ports.ts';
import {
  chooseCohort,
  describeIndex,
  describeRelease,
  findRelease,
  type ReleaseQuestion,
  type ReleaseReader,
} from './released-edition.ts';

export type ProfileQuestion = ReleaseQuestion & { unit: string; cohort?: string | undefined };

/**
 * Output: one unit's score and rank at every node of one cohort, how it stands to the others and to the edition
 *   before, and the parts in which it is strongest and weakest. Two reads.
 */
export async function getUnitProfile(
  reader: ReleaseReader & NameReader & Pick<PublicReader, 'profile'>,
  question: ProfileQuestion,
) {
  const edition = await findRelease(reader, question);
  const cohort = chooseCohort(edition.pointer, question.cohort);
  const profile = await reader.profile({ run: edition.pointer.run, cohort }, question.unit);
  if (!profile) {
    const others = edition.pointer.cohorts.filter(({ id }) => id !== cohort.id).map(({ id }) => id);
    throw await unknownUnit(
      reader,
      [cohort.unitSet],
      `The cohort "${cohort.id}" has no unit "${question.unit}". The edition's ranking lists the units${
        others.length ? `; other cohorts are ${others.join(', ')}` : ''
      }.`,
      { written: question.unit, parameter: 'unit' },
    );
  }
  const comparison = profile.cohort.field('comparison');
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    cohort: profile.cohort,
    unit: profile.unit,
    nodes: profile.nodes.map(({ change, ...node }) => ({
      ...node,
      ...(change && { change: { ...change, cause: changeCause(comparison) } }),
      origin: cohort.origin,
    })),
    ...strongestAndWeakest(profile.nodes),
  };
}
