import { InvalidInput, NotFound } from './errors.ts';
import type { ReleasePointer } from './ports.ts';
import type { PublicIndex, PublicReader, StoredHistory } from './read-ports.ts';
import { describeIndex, findIndex } from './released-edition.ts';

export type HistoryQuestion = {
  index: string;
  unit: string;
  cohort?: string | undefined;
  node?: string | undefined;
};

/**
 * Input: an index and a unit; optionally one cohort, and a node in place of the total.
 * Output: the unit's released figures, oldest first, each with its cohort, origin and source.
 * Course: the pointers and one query, at the same time. Entries of runs that are not what readers see now are
 *   dropped. Nothing is filled in: a year without a figure is absent.
 */
export async function getUnitHistory(
  reader: Pick<PublicReader, 'index' | 'history'>,
  question: HistoryQuestion,
) {
  const [index, entries] = await Promise.all([
    findIndex(reader, question.index),
    reader.history(question.index, question.unit),
  ]);
  checkChoices(index, question);
  const released = entries.filter(({ period, run }) => index.editions[period]?.run === run);
  const newest = released.toSorted(byPeriod).at(-1);
  if (!newest)
    throw new NotFound(
      `No released edition of "${question.index}" has a unit "${question.unit}". A ranking lists the units.`,
      { parameter: 'unit' },
    );
  return {
    index: describeIndex(index),
    unit: newest.unit,
    entries: released
      .filter(({ cohort }) => question.cohort === undefined || cohort.id === question.cohort)
      .toSorted(byPeriod)
      .flatMap((entry) => atNode(entry, index.editions[entry.period]!, question.node)),
  };
}

/** Code-unit order, which does not depend on where the function runs. */
function byPeriod(a: StoredHistory, b: StoredHistory): number {
  const [first, second] = [`${a.period}#${a.cohort.id}`, `${b.period}#${b.cohort.id}`];
  return first < second ? -1 : Number(first > second);
}

/** None when this edition's cohort has no such node: trees differ by year. */
function atNode(entry: StoredHistory, pointer: ReleasePointer, wanted: string | undefined) {
  const code = wanted ?? pointer.cohorts.find(({ id }) => id === entry.cohort.id)?.total;
  return entry.nodes
    .filter((node) => node.code === code)
    .map(({ code, name, ...result }) => ({
      period: entry.period,
      revision: pointer.revision,
      ...(pointer.sample && { sample: true as const }),
      cohort: entry.cohort,
      node: { code, name },
      ...result,
      origin: entry.cohort.origin,
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
