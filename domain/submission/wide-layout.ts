import type { Indicator } from '../methodology/definitions.ts';
import type { ComputedCohort } from '../methodology/edition-definition.ts';
import { absentIndicators, missingHeading } from './heading-findings.ts';
import {
  type Column,
  type ColumnKind,
  type Headings,
  headingCounter,
  isBlank,
  readHeadings,
} from './headings.ts';
import type { ObservationLayout, ObservationReading } from './observations-table.ts';
import { periodColumn, placeIn, placeOf, unitColumn } from './read-cells.ts';

type Role = 'unit' | 'period' | Indicator;

/** A row a unit, a column an indicator. */
export function wideLayout(reading: ObservationReading): ObservationLayout {
  const { cohort, findings, observe, readSubject } = reading;
  const kinds: ColumnKind<Role>[] = [unitColumn, periodColumn, ...indicatorColumns(cohort)];
  let headings: Headings<Role>;
  let indicators: [Indicator, Column][] = [];

  return {
    knows: headingCounter(kinds),
    readHeadings(header) {
      headings = readHeadings(header, kinds, findings);
      indicators = cohort.indicators
        .flatMap((indicator) => {
          const column = headings.columns.get(indicator);
          return column ? [[indicator, column] as [Indicator, Column]] : [];
        })
        .sort(([, one], [, other]) => one.position - other.position);
      checkHeadings(headings, reading);
    },
    readRow(row) {
      if (!headings.fits(row)) return;
      const silent = indicators.length > 0 && indicators.every(([, at]) => isBlank(row.cells[at.position]!));
      const subject = readSubject((role) => placeIn(headings, row, role), silent);
      if (!subject) return;
      const { place, unit } = subject;
      const placed = indicators.flatMap(([indicator, column]) => {
        const value = placeOf(row, column);
        const observation = observe(indicator, unit, { value });
        return observation ? [{ observation, place: value }] : [];
      });
      if (silent) reading.silent(row.row);
      else if (unit) {
        const where = place ?? placeOf(row, indicators[0]![1]);
        reading.enter([unit.id, ''], () => place?.cell ?? unit.name.vi, where, placed);
      }
    },
  };
}

const indicatorColumns = ({ indicators }: ComputedCohort) =>
  indicators.map((indicator) => ({
    role: indicator,
    names: [indicator.id, indicator.name.vi, indicator.name.en],
  }));

function checkHeadings({ row, columns }: Headings<Role>, reading: ObservationReading): void {
  const { cohort, scope, findings } = reading;
  if (!columns.has('unit') && !scope.onlyUnit(cohort.units))
    findings.error(() => missingHeading(row, { vi: 'đơn vị', en: 'the unit' }, ['unit', 'Đơn vị']));
  const mine = cohort.indicators.filter(({ id }) => scope.indicator(id));
  const absent = mine.filter((indicator) => !columns.has(indicator)).map(({ id }) => id);
  if (cohort.indicators.some((indicator) => columns.has(indicator))) {
    if (absent.length > 0) findings.warning(() => absentIndicators(row, absent));
  } else findings.error(() => missingHeading(row, { vi: 'chỉ tiêu nào', en: 'any indicator' }, absent));
}
