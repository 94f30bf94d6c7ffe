import type { Indicator } from '../methodology/definitions.ts';
import { createNameIndex, nameReadings } from '../units/name-index.ts';
import { remember } from '../units/remember.ts';
import type { CellPlace } from './cell-findings.ts';
import { missingHeading } from './heading-findings.ts';
import { type ColumnKind, type Headings, headingCounter, isBlank, readHeadings } from './headings.ts';
import type { ObservationLayout, ObservationReading } from './observations-table.ts';
import { periodColumn, placeIn, unitColumn } from './read-cells.ts';
import { unknownIndicator } from './rule-findings.ts';
import type { TableRow } from './table.ts';

type Given = 'unit' | 'period' | 'indicator' | 'value' | 'status' | 'note' | 'evidence';
/** Columns that a template fills in for people to read; what stands in them is not taken. */
type Reference = 'indicator-name' | 'measure' | 'previous' | 'given' | 'given-by';
export type LongRole = Given | Reference;

/** The headings of a file with a row an observation; the template writes the first Vietnamese or English one. */
export const longColumns: ColumnKind<LongRole>[] = [
  unitColumn,
  periodColumn,
  { role: 'indicator', names: ['indicator', 'Mã chỉ tiêu', 'chi_tieu'] },
  { role: 'indicator-name', names: ['indicator_name', 'Tên chỉ tiêu', 'Chỉ tiêu', 'Indicator name'] },
  { role: 'measure', names: ['unit_of_measure', 'Đơn vị tính', 'Unit of measure'] },
  { role: 'value', names: ['value', 'Giá trị', 'Số liệu'] },
  { role: 'status', names: ['status', 'Trạng thái', 'Lý do', 'obs_status'] },
  { role: 'note', names: ['note', 'Ghi chú', 'Giải thích'] },
  { role: 'evidence', names: ['evidence', 'Minh chứng', 'Tài liệu kiểm chứng'] },
  { role: 'previous', names: ['previous_value', 'Giá trị kỳ trước', 'Previous value'] },
  { role: 'given', names: ['given_value', 'Giá trị đã có', 'Given value'] },
  { role: 'given-by', names: ['given_by', 'Nguồn đã có', 'Given by'] },
];

/** A row an observation: indicator, value, and where there are several units, the unit. */
export function longLayout(
  reading: ObservationReading,
): ObservationLayout & { isHeading(row: TableRow): boolean } {
  const { cohort, scope, findings, observe, readSubject } = reading;
  const readIndicator = createIndicatorReader(reading);
  let headings: Headings<LongRole>;

  return {
    knows: headingCounter(longColumns),
    /** A title may hold one of the words; a table has both. */
    isHeading: (row) => essential.every((count) => count(row) === 1),
    readHeadings(header) {
      headings = readHeadings(header, longColumns, findings);
      if (!headings.columns.has('unit') && !scope.onlyUnit(cohort.units))
        findings.error(() =>
          missingHeading(header.row, { vi: 'đơn vị', en: 'the unit' }, ['unit', 'Đơn vị']),
        );
    },
    readRow(row) {
      if (!headings.fits(row)) return;
      const at = (role: LongRole) => placeIn(headings, row, role);
      const cells = {
        value: at('value')!,
        status: at('status'),
        note: at('note'),
        evidence: at('evidence'),
      };
      const silent = !says(cells.value) && !says(cells.status);
      const subject = readSubject(at, silent);
      const indicator = subject && readIndicator(at('indicator')!);
      if (!subject || !indicator) return;
      // What is given already need not be given again.
      if (silent && !says(at('given'))) reading.silent(row.row);
      const observation = observe(indicator, subject.unit, cells);
      if (!observation) return;
      const { unit } = observation;
      const about = () => `${subject.place?.cell ?? unit}, ${indicator.id}`;
      reading.enter([indicator.id, unit], about, cells.value, [{ observation, place: cells.value }]);
    },
  };
}

const says = (place: CellPlace | undefined): boolean => place !== undefined && !isBlank(place.cell);

const essential = longColumns
  .filter(({ role }) => role === 'indicator' || role === 'value')
  .map((kind) => headingCounter([kind]));

function createIndicatorReader({ cohort, findings }: ObservationReading) {
  const find = remember(
    createNameIndex(
      cohort.indicators,
      nameReadings(({ id, name }) => [id, name.vi, name.en]),
    ),
  );
  return (place: CellPlace): Indicator | undefined => {
    const match = find(place.cell);
    if ('item' in match) return match.item;
    findings.error(() =>
      unknownIndicator(place, match.problem === 'unknown' ? match.nearest : match.candidates),
    );
    return undefined;
  };
}
