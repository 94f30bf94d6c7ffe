import { streaksOf } from '../domain/release/streaks.ts';
import { InvalidInput } from './errors.ts';
import { type NameReader, unknownUnit } from './find-units.ts';
import type { ReleasePointer } from './ports.ts';
import type { PublicIndex, PublicReader, StoredProfile, UnitPlace } from './read-ports.ts';
import { describeIndex, findIndex, type IndexReader } from './released-edition.ts';

export type HistoryQuestion = {
  index: string;
  unit: string;
  cohort?: string | undefined;
  node?: string | undefined;
};

/**
 * Input: an index and a unit; optionally one cohort, and a node in place of the total.
 * Output: the unit's released figures, oldest first, each with its cohort, origin and source; and through how many
 *   editions it held a rank, by cohort.
 * Course: the pointers tell every place where the unit may have figures, and one read looks into all of them.
 *   Nothing is filled in: a year without a figure is absent.
 */
export async function getUnitHistory(
  reader: NameReader & IndexReader & Pick<PublicReader, 'profiles'>,
  question: HistoryQuestion,
) {
  const index = await findIndex(reader, question.index);
  checkChoices(index, question);
  const places = placesOf(index);
  const profiles = await reader.profiles(places, question.unit, question.node);
  const found = places.flatMap((place, order) => {
    const profile = profiles[order];
    return profile ? [{ ...place, profile }] : [];
  });
  const newest = found.at(-1);
  if (!newest)
    throw await unknownUnit(
      reader,
      places.map(({ cohort }) => cohort.unitSet),
      `No released edition of "${question.index}" has a unit "${question.unit}". A ranking lists the units.`,
      { written: question.unit, parameter: 'unit' },
    );
  const entries = found
    .filter(({ cohort }) => question.cohort === undefined || cohort.id === question.cohort)
    .flatMap(entriesOf);
  return {
    index: describeIndex(index),
    unit: newest.profile.unit,
    entries,
    streaks: [...new Set(entries.map(({ cohort }) => cohort.id))].flatMap((cohort) =>
      streaksOf(entries.filter((entry) => entry.cohort.id === cohort)).map((streak) => ({
        cohort,
        ...streak,
      })),
    ),
  };
}

type Place = UnitPlace & { period: string; pointer: ReleasePointer };

/** Every cohort of every released edition, by period and id in code-unit order: the same wherever it runs. */
function placesOf({ editions }: PublicIndex): Place[] {
  const places = Object.entries(editions).flatMap(([period, pointer]) =>
    pointer.cohorts.map((cohort) => ({ period, pointer, run: pointer.run, cohort })),
  );
  return places.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const orderOf = ({ period, cohort }: Place): string => `${period}#${cohort.id}`;

/** None when this edition's cohort has no such node: trees differ by year. */
function entriesOf({ period, pointer, profile }: Place & { profile: StoredProfile }) {
  const cohort = profile.cohort.value;
  return profile.nodes.map(({ code, name, score, rank, rankInterval, grade, status, change, ranked }) => ({
    period,
    revision: pointer.revision,
    ...(pointer.sample && { sample: true as const }),
    cohort,
    node: { code, name },
    score,
    rank,
    status,
    ranked,
    ...(rankInterval && { rankInterval }),
    ...(grade !== undefined && { grade }),
    ...(change && { change }),
    origin: cohort.origin,
  }));
}

/** @throws {InvalidInput} for a cohort or a node that no released edition of the index has. */
function checkChoices(index: PublicIndex, { cohort, node }: HistoryQuestion): void {
  const cohorts = Object.values(index.editions).flatMap((pointer) => pointer.cohorts);
  check('cohort', cohort, new Set(cohorts.map(({ id }) => id)));
  check('node', node, new Set(cohorts.flatMap(({ nodes }) => nodes)));
}

function check(parameter: string, wanted: string | undefined, known: Set<string>): void {
  if (wanted === undefined || known.has(wanted)) return;
  throw new InvalidInput(`No released edition has a ${parameter} "${wanted}".`, {
    parameter,
    allowed: [...known].sort(),
  });
}
