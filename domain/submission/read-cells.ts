import type { Unit } from '../methodology/definitions.ts';
import type { CohortDefinition, EditionDefinition } from '../methodology/edition-definition.ts';
import { commonValidity, createUnitResolver } from '../units/resolve-unit.ts';
import { spelledName, tidyText } from '../units/written-name.ts';
import {
  ambiguousUnit,
  type CellPlace,
  missingUnit,
  notANumber,
  otherDecimalMark,
  percentSign,
  textTooLong,
  unitNotYours,
  unknownUnit,
  wrongPeriod,
} from './cell-findings.ts';
import type { FindingList } from './finding-list.ts';
import { type Column, type ColumnKind, type Headings, isBlank } from './headings.ts';
import { isMissingSign, type NumberLocale, numberOf, parseNumber } from './parse-number.ts';
import type { ReporterScope } from './reporter-scope.ts';
import type { TableRow } from './table.ts';

/** The columns that a file of either layout has. */
export const unitColumn: ColumnKind<'unit'> = {
  role: 'unit',
  names: [
    ...['unit', 'unit_code', 'don_vi', 'Mã đơn vị', 'Tên đơn vị'],
    ...['province', 'Tỉnh', 'Tỉnh/Thành phố', 'Tỉnh/TP', 'Địa phương'],
  ],
};
export const periodColumn: ColumnKind<'period'> = {
  role: 'period',
  names: ['period', 'year', 'Kỳ', 'Kỳ báo cáo', 'Năm', 'Năm báo cáo'],
};

export const placeOf = ({ row, cells, numbers }: TableRow, { heading, position }: Column): CellPlace => ({
  row,
  heading,
  position,
  cell: cells[position]!,
  number: numbers?.[position],
});

/** `undefined` where the file has no such column. */
export function placeIn<Role>({ columns }: Headings<Role>, row: TableRow, role: Role): CellPlace | undefined {
  const column = columns.get(role);
  return column && placeOf(row, column);
}

/** A cohort's files are read one after the other; its names are put in order once. */
const resolvers = new WeakMap<readonly Unit[], ReturnType<typeof createUnitResolver>>();

function resolverOf(units: readonly Unit[]) {
  const resolver = resolvers.get(units) ?? createUnitResolver(units, commonValidity(units));
  resolvers.set(units, resolver);
  return resolver;
}

/** What a row is about; `unit` is absent when the row does not tell, which has been reported. */
export type RowSubject = { place?: CellPlace | undefined; unit?: Unit | undefined };

/**
 * Reads the unit of each row and checks its period and the agency's scope. `undefined` means that the row is
 * not the agency's to report. Codes are read as they were while all units of the cohort existed.
 */
export function createSubjectReader(
  cohort: CohortDefinition,
  { period }: EditionDefinition,
  scope: ReporterScope,
  findings: FindingList,
): (placeIn: (role: 'unit' | 'period') => CellPlace | undefined, silent: boolean) => RowSubject | undefined {
  const resolve = resolverOf(cohort.units);
  const only = scope.onlyUnit(cohort.units);

  function readUnit(place: CellPlace): Unit | undefined {
    if (isBlank(place.cell)) {
      findings.error(() => missingUnit(place));
      return undefined;
    }
    const match = resolve(place.cell);
    if ('unit' in match) return match.unit;
    findings.error(() =>
      match.problem === 'unknown'
        ? unknownUnit(place, match.nearest, cohort.name)
        : ambiguousUnit(place, match.candidates),
    );
    return undefined;
  }

  return (placeIn, silent) => {
    const periodPlace = placeIn('period');
    if (periodPlace && spelledName(periodPlace.cell) !== period)
      findings.error(() => wrongPeriod(periodPlace, period));
    const place = placeIn('unit');
    const unit = place ? readUnit(place) : only;
    if (!place || !unit || scope.unit(unit.id)) return { place, unit };
    // A template lists every unit: rows of others that were left blank are no fault.
    if (!silent) findings.error(() => unitNotYours(place, unit));
    return undefined;
  };
}

/** `null` when the cell says that there is no value; `undefined` when it says nothing, or is faulty. */
export function readNumber(
  place: CellPlace,
  numbers: NumberLocale,
  unit: string | undefined,
  findings: FindingList,
): number | null | undefined {
  if (place.number) return numberOf(place.number, unit);
  const reading = parseNumber(place.cell, { numbers, unit });
  if ('value' in reading) return reading.value;
  if ('missing' in reading) return reading.missing === 'sign' ? null : undefined;
  findings.error(() => {
    if (reading.problem === 'not-a-number') return notANumber(place, numbers);
    return reading.because === 'decimal-mark'
      ? otherDecimalMark(place, reading.readings, numbers)
      : percentSign(place, reading.readings, unit);
  });
  return undefined;
}

/** `undefined` when the cell is blank, says that there is nothing, or is faulty. */
export function readText(place: CellPlace, maximum: number, findings: FindingList): string | undefined {
  const text = tidyText(place.cell);
  if (text === '' || isMissingSign(text)) return undefined;
  if (text.length <= maximum) return text;
  findings.error(() => textTooLong(place, maximum));
  return undefined;
}
