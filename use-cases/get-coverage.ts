import { decodeTime } from 'ulid';
import type { EditionDefinition } from '../domain/methodology/edition-definition.ts';
import type { Part } from '../domain/submission/part.ts';
import { findDefinition, type RecordReader, type SummaryReader } from './analysed-cohort.ts';
import { Upstream } from './errors.ts';
import type { PartRegistration } from './ports.ts';
import type { PublicReader } from './read-ports.ts';
import { chooseCohort, describeIndex, describeRelease, type ReleaseQuestion } from './released-edition.ts';

export type CoverageQuestion = ReleaseQuestion & { cohort?: string | undefined };

/**
 * Output: which figures of a cohort's units were reported, by indicator (or printed node) and by unit, and which
 *   agencies' files the release rests on, with the time of each as far as it is still the one in force.
 */
export async function getCoverage(
  reader: SummaryReader & Pick<PublicReader, 'parts'>,
  records: RecordReader,
  question: CoverageQuestion,
) {
  const { edition, summary, definition } = await findDefinition(reader, records, question);
  const cohort = chooseCohort(edition.pointer, question.cohort);
  const hashes = [...new Set(summary.inputs.parts.map(({ hash }) => hash))];
  const [parts, registrations] = await Promise.all([
    Promise.all(hashes.map((hash) => records.getPart(hash))),
    reader.parts({ index: edition.index.index, period: edition.period }),
  ]);
  if (!parts.every((part) => part !== undefined))
    throw new Upstream('The values of this release cannot be read just now. Try again later.');
  const { nodes, ...heading } = summary.cohorts.find(({ id }) => id === cohort.id)!;
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    cohort: heading,
    ...coverageOf(definition, cohort.id, edition.period, parts),
    files: summary.inputs.parts.map((part) => fileOf(part, registrations)),
  };
}

type Cell = { unit: string; item: string };

/** What was reported of a cohort. A later part wins, also where it says that a value is missing. */
export function coverageOf(
  definition: EditionDefinition,
  cohortId: string,
  period: string,
  parts: readonly Part[],
) {
  const cohort = definition.cohorts.find(({ id }) => id === cohortId)!;
  const items =
    cohort.origin === 'imported'
      ? cohort.nodes.map(({ code, name }) => ({ id: code, name }))
      : cohort.indicators;
  const units = cohort.origin === 'restated' ? cohort.formerUnits : cohort.units;
  const reported = new Map<string, boolean>();
  const keyOf = ({ unit, item }: Cell) => `${unit} ${item}`;
  for (const part of parts.filter((each) => each.period === period))
    for (const { reported: isReported, ...cell } of cellsOf(part, cohortId))
      reported.set(keyOf(cell), isReported);
  const has = (unit: string, item: string) => reported.get(keyOf({ unit, item })) === true;
  return {
    indicators: items.map(({ id, name }) => ({
      id,
      name,
      units: units.length,
      reported: units.filter((unit) => has(unit.id, id)).length,
    })),
    units: units.map(({ id, name }) => ({
      id,
      name,
      indicators: items.length,
      reported: items.filter((item) => has(id, item.id)).length,
    })),
  };
}

function cellsOf(part: Part, cohort: string): (Cell & { reported: boolean })[] {
  if (part.kind === 'observations')
    return part.observations.map(({ unit, indicator, value }) => ({
      unit,
      item: indicator,
      reported: value !== null,
    }));
  if (part.kind !== 'published-results' || part.cohort !== cohort) return [];
  return part.rows.map(({ unit, node }) => ({ unit, item: node, reported: true }));
}

/** When a file came is told by its submission's id; one that has been replaced since tells no more. */
function fileOf({ cohort, hash }: { cohort: string; hash: string }, registrations: PartRegistration[]) {
  const registration = registrations.find((each) => each.hash === hash);
  return {
    cohort,
    hash,
    agency: registration?.agency ?? null,
    submittedAt: registration ? new Date(decodeTime(registration.submissionId)).toISOString() : null,
  };
}
