import type { ComputedCohort } from '../methodology/edition-definition.ts';
import { byFields } from './canonical-order.ts';
import type { CellPlace } from './cell-findings.ts';
import { createWholeCheck } from './check-wholes.ts';
import type { FindingList } from './finding-list.ts';
import { longLayout } from './long-layout.ts';
import { createObserver, type ObservationCells } from './observe.ts';
import type { Observation, ObservationsPart } from './part.ts';
import { createSubjectReader, type RowSubject } from './read-cells.ts';
import { type ReporterScope, reporterScope } from './reporter-scope.ts';
import { createRowLedger, type LedgerKey } from './row-ledger.ts';
import type { SubmissionTarget, TableLayout, TableRow } from './table.ts';
import { wideLayout } from './wide-layout.ts';

/** What both layouts of a file of observations work with. */
export type ObservationReading = {
  cohort: ComputedCohort;
  scope: ReporterScope;
  findings: FindingList;
  observe: ReturnType<typeof createObserver>;
  readSubject: ReturnType<typeof createSubjectReader>;
  /** Takes what a row says, once for each `key`; `about` names it in a report. */
  enter(key: LedgerKey, about: () => string, place: CellPlace, observations: PlacedObservation[]): void;
  silent(row: number): void;
};

export type PlacedObservation = { observation: Observation; place: CellPlace };
export type { ObservationCells, RowSubject };

/** Of the layouts, the one that knows more of a row is the one that its file has. */
export type ObservationLayout = Pick<TableLayout, 'knows' | 'readHeadings' | 'readRow'>;

/** Reads a computed cohort's file: a row a unit and a column an indicator, or a row an observation. */
export function observationsTable(
  cohort: ComputedCohort,
  target: SubmissionTarget,
  findings: FindingList,
): TableLayout {
  const scope = reporterScope(target);
  const ledger = createRowLedger<Observation[]>(areSame, findings);
  const wholes = createWholeCheck(cohort.indicators, findings);
  const reading: ObservationReading = {
    cohort,
    scope,
    findings,
    observe: createObserver(target, scope, findings),
    readSubject: createSubjectReader(cohort, target.definition, scope, findings),
    enter(key, about, place, placed) {
      const observations = placed.map(({ observation }) => observation);
      if (!ledger.enter(key, about, place, observations)) return;
      for (const { observation, place: at } of placed) wholes.note(observation, at);
    },
    silent: ledger.silent,
  };
  const long = longLayout(reading);
  const wide = wideLayout(reading);
  const layoutOf = (header: TableRow) => (long.isHeading(header) ? long : wide);
  let layout: ObservationLayout = wide;

  return {
    knows: (row) => Math.max(long.knows(row), wide.knows(row)),
    readHeadings(header) {
      layout = layoutOf(header);
      layout.readHeadings(header);
    },
    readRow: (row) => layout.readRow(row),
    close() {
      ledger.close();
      wholes.close();
    },
    part(): ObservationsPart | undefined {
      const observations = ledger.contents().flat().sort(byFields('indicator', 'unit'));
      return observations.length === 0
        ? undefined
        : { schema: 1, kind: 'observations', period: target.definition.period, observations };
    },
  };
}

/** Of one subject, in the order of the columns. */
const areSame = (one: Observation[], other: Observation[]): boolean =>
  one.length === other.length &&
  one.every((each, i) => canonicalFields.every((field) => each[field] === other[i]![field]));

const canonicalFields = ['indicator', 'value', 'status', 'note', 'evidence'] as const;
