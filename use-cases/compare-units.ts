import { type NameReader, unknownUnit } from './find-units.ts';
import type { PublicReader, StoredProfile } from './read-ports.ts';
import {
  chooseCohort,
  describeIndex,
  describeRelease,
  findRelease,
  type ReleaseQuestion,
  type ReleaseReader,
} from './released-edition.ts';

export type ComparisonQuestion = ReleaseQuestion & { units: string[]; cohort?: string | undefined };

/** Output: two to five units side by side, at every node that any of them has. Two reads, however many units. */
export async function compareUnits(
  reader: ReleaseReader & NameReader & Pick<PublicReader, 'profilesOf'>,
  question: ComparisonQuestion,
) {
  const edition = await findRelease(reader, question);
  const cohort = chooseCohort(edition.pointer, question.cohort);
  const profiles = await reader.profilesOf({ run: edition.pointer.run, cohort }, question.units);
  const [first] = profiles;
  const absent = question.units.find((unit) => !profiles.some((profile) => profile.unit.value.id === unit));
  if (!first || absent !== undefined)
    throw await unknownUnit(
      reader,
      [cohort.unitSet],
      `The cohort "${cohort.id}" has no unit "${absent}". The edition's ranking lists the units.`,
      { written: absent!, parameter: 'units' },
    );
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    cohort: first.cohort,
    units: profiles.map(({ unit }) => unit),
    nodes: sideBySide(profiles).map((node) => ({
      ...node,
      results: node.results.map((result) => ({ ...result, origin: cohort.origin })),
    })),
  };
}

function sideBySide(profiles: StoredProfile[]) {
  const codes = [...new Set(profiles.flatMap(({ nodes }) => nodes.map(({ code }) => code)))];
  return codes.map((wanted) => {
    const places = profiles.flatMap(({ unit, nodes }) =>
      nodes.filter(({ code }) => code === wanted).map((node) => ({ unit: unit.value.id, node })),
    );
    const { code, name, parent, decimals, ranked } = places[0]!.node;
    return {
      ...{ code, name, parent, decimals, ranked },
      results: places.map(({ unit, node }) => {
        const { code: _, name: __, parent: ___, decimals: ____, ranked: _____, ...result } = node;
        return { unit, ...result };
      }),
    };
  });
}
