import { decimalsOf } from '../engine/decimal.ts';
import type { Text } from '../methodology/definitions.ts';
import type { ImportedCohort } from '../methodology/edition-definition.ts';
import type { Part, PublishedRow } from '../submission/part.ts';
import type { CohortRows, NodeRows } from './cohort-rows.ts';
import type { ResultRow } from './run.ts';
import { unitHeading } from './unit-heading.ts';

const rankNotPublished: Text = { vi: 'không công bố thứ hạng', en: 'rank not published' };

/**
 * A cohort as it was published elsewhere: nothing is computed, and only units that the publisher printed have
 * rows.
 *
 * @param parts oldest first; a later part wins figure by figure
 */
export function importCohort(
  cohort: ImportedCohort,
  parts: readonly Part[],
  edition: { index: string; period: string },
): CohortRows {
  const { id, name, unitSet, source, units } = cohort;
  const printed = printedRows(cohort, parts, edition);
  const headings = new Map(units.map((unit) => [unit.id, unitHeading(unit, edition.period)]));
  return {
    id,
    name,
    origin: 'imported',
    unitSet,
    source,
    units: units.length,
    nodes: cohort.nodes.map((node) => nodeRows(node, printed.get(node.code) ?? new Map(), headings)),
  };
}

/** By node, then unit. */
type Printed = Map<string, Map<string, PublishedRow>>;

function printedRows(
  cohort: ImportedCohort,
  parts: readonly Part[],
  edition: { index: string; period: string },
): Printed {
  const printed: Printed = new Map();
  for (const part of parts) {
    if (part.kind !== 'published-results' || part.cohort !== cohort.id) continue;
    if (part.index !== edition.index || part.period !== edition.period) continue;
    for (const row of part.rows) {
      const ofNode = printed.get(row.node) ?? new Map<string, PublishedRow>();
      printed.set(row.node, ofNode.set(row.unit, { ...ofNode.get(row.unit), ...row }));
    }
  }
  return printed;
}

function nodeRows(
  { code, name }: ImportedCohort['nodes'][number],
  printed: Map<string, PublishedRow>,
  headings: Map<string, ResultRow['unit']>,
): NodeRows {
  const rows = [...printed.values()]
    .flatMap((row) => (headings.has(row.unit) ? [resultRow(row, headings.get(row.unit)!)] : []))
    .sort(compareRows);
  const scores = rows.flatMap(({ score }) => score ?? []);
  return {
    code,
    name,
    parent: null,
    decimals: scores.length > 0 ? Math.max(...scores.map(decimalsOf)) : null,
    rows,
    summarise: scores.length === headings.size,
  };
}

function resultRow({ score, rank, grade, source }: PublishedRow, unit: ResultRow['unit']): ResultRow {
  return {
    unit,
    score: score ?? null,
    rank: rank ?? null,
    ...(grade !== undefined && { grade }),
    ...(rank === undefined ? { status: 'not-ranked', reason: rankNotPublished } : { status: 'ranked' }),
    ...(source !== undefined && { source }),
  };
}

/** By rank, then score, then unit id; what has no rank or no score comes after what has one. */
function compareRows(a: ResultRow, b: ResultRow): number {
  return (
    (a.rank ?? Number.MAX_VALUE) - (b.rank ?? Number.MAX_VALUE) ||
    (b.score ?? -Number.MAX_VALUE) - (a.score ?? -Number.MAX_VALUE) ||
    (a.unit.id < b.unit.id ? -1 : 1)
  );
}
