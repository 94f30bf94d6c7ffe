import type { Indicator, Unit } from '../methodology/definitions.ts';
import type { ComputedCohort } from '../methodology/edition-definition.ts';
import { byFields } from './canonical-order.ts';
import { type CellPlace, outOfRange } from './cell-findings.ts';
import type { FindingList } from './finding-list.ts';
import { absentIndicators, indicatorNotYours, missingHeading } from './heading-findings.ts';
import {
  type Column,
  type ColumnKind,
  countHeadings,
  type Headings,
  isBlank,
  readHeadings,
} from './headings.ts';
import type { Observation, ObservationsPart } from './part.ts';
import { createSubjectReader, periodColumn, placeIn, placeOf, readNumber, unitColumn } from './read-cells.ts';
import { type ReporterScope, reporterScope } from './reporter-scope.ts';
import { createRowLedger } from './row-ledger.ts';
import type { SubmissionTarget, TableLayout, TableRow } from './table.ts';

type Role = 'unit' | 'period' | Indicator;

/** Reads a computed cohort's file: a row a unit, a column an indicator. */
export function observationsTable(
  cohort: ComputedCohort,
  target: SubmissionTarget,
  findings: FindingList,
): TableLayout {
  const { period, submission, sample } = target.definition;
  const observed = sample ? 'G' : 'A';
  const scope = reporterScope(target);
  const readSubject = createSubjectReader(cohort, target.definition, scope, findings);
  const ledger = createRowLedger<Observation[]>(areSame, findings);
  const foreign = new Set<Indicator>();
  let headings: Headings<Role>;
  let indicators: [Indicator, Column][] = [];

  /** Reported once a column, however many of its values are not the agency's to report. */
  function permits(indicator: Indicator, unit: Unit | undefined, place: CellPlace): boolean {
    if (scope.indicator(indicator.id, unit?.id)) return true;
    if (!foreign.has(indicator)) findings.error(() => indicatorNotYours(place, indicator.name));
    foreign.add(indicator);
    return false;
  }

  /** As `readNumber`, and `undefined` for a value out of range. */
  function readValue(place: CellPlace, { unit, range }: Indicator): number | null | undefined {
    const value = readNumber(place, submission.numbers, unit, findings);
    if (typeof value !== 'number' || isWithin(value, range)) return value;
    findings.error(() => outOfRange(place, value, range));
    return undefined;
  }

  function observe(row: TableRow, unit: Unit | undefined): Observation[] {
    const observations: Observation[] = [];
    for (const [indicator, column] of indicators) {
      const place = placeOf(row, column);
      if (isBlank(place.cell) || !permits(indicator, unit, place)) continue;
      const value = readValue(place, indicator);
      if (!unit || value === undefined) continue;
      observations.push({
        indicator: indicator.id,
        unit: unit.id,
        value,
        status: value === null ? 'M' : observed,
      });
    }
    return observations;
  }

  const kinds: ColumnKind<Role>[] = [unitColumn, periodColumn, ...indicatorColumns(cohort)];

  return {
    knows: (row) => countHeadings(row, kinds),
    readHeadings(header) {
      headings = readHeadings(header, kinds, findings);
      indicators = cohort.indicators
        .flatMap((indicator) => {
          const column = headings.columns.get(indicator);
          return column ? [[indicator, column] as [Indicator, Column]] : [];
        })
        .sort(([, one], [, other]) => one.position - other.position);
      checkHeadings(headings, cohort, scope, findings);
    },
    readRow(row) {
      if (!headings.fits(row)) return;
      const cells = indicators.map(([, { position }]) => row.cells[position]!);
      const silent = cells.length > 0 && cells.every(isBlank);
      const subject = readSubject((role) => placeIn(headings, row, role), silent);
      if (!subject) return;
      const { place, unit } = subject;
      const observations = observe(row, unit);
      if (silent) ledger.silent(row.row);
      else if (unit && place) ledger.enter(unit.id, place.cell, place, observations);
    },
    close: () => ledger.close(),
    part(): ObservationsPart | undefined {
      const observations = ledger.contents().flat().sort(byFields('indicator', 'unit'));
      return observations.length === 0
        ? undefined
        : { schema: 1, kind: 'observations', period, observations };
    },
  };
}

const indicatorColumns = ({ indicators }: ComputedCohort) =>
  indicators.map((indicator) => ({
    role: indicator,
    names: [indicator.id, indicator.name.vi, indicator.name.en],
  }));

function checkHeadings(
  { row, columns }: Headings<Role>,
  { indicators }: ComputedCohort,
  scope: ReporterScope,
  findings: FindingList,
): void {
  if (!columns.has('unit'))
    findings.error(() => missingHeading(row, { vi: 'đơn vị', en: 'the unit' }, ['unit', 'Đơn vị']));
  const mine = indicators.filter(({ id }) => scope.indicator(id));
  const absent = mine.filter((indicator) => !columns.has(indicator)).map(({ id }) => id);
  if (indicators.some((indicator) => columns.has(indicator))) {
    if (absent.length > 0) findings.warning(() => absentIndicators(row, absent));
  } else findings.error(() => missingHeading(row, { vi: 'chỉ tiêu nào', en: 'any indicator' }, absent));
}

/** Of one unit, in the order of the columns. */
const areSame = (one: Observation[], other: Observation[]): boolean =>
  one.length === other.length &&
  one.every(({ indicator, value }, i) => indicator === other[i]!.indicator && value === other[i]!.value);

const isWithin = (value: number, { min, max }: Indicator['range']): boolean =>
  (min === undefined || value >= min) && (max === undefined || value <= max);
