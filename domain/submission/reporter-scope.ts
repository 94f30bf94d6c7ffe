import type { Unit } from '../methodology/definitions.ts';
import type { SubmissionTarget } from './table.ts';

/** What an agency may report in one cohort. */
export type ReporterScope = {
  cohort: boolean;
  unit(unit: string): boolean;
  /** The one of these that the agency reports on; a file about it need not name it. */
  onlyUnit(units: readonly Unit[]): Unit | undefined;
  /** Of the unit, or of any unit where the unit is not known. */
  indicator(indicator: string, unit?: string): boolean;
};

/** Everything, where no agency is named. An agency may be listed several times; any entry permits. */
export function reporterScope({ definition, cohort, agency }: SubmissionTarget): ReporterScope {
  const mine = definition.reporters.filter(
    (reporter) => reporter.agency === agency && (reporter.cohorts?.includes(cohort) ?? true),
  );
  // One finding says that the cohort is not the agency's: not another for each row.
  if (agency === undefined || mine.length === 0)
    return { cohort: agency === undefined, unit: () => true, onlyUnit: onlyOne, indicator: () => true };
  const covers = (unit: string) => mine.some(({ units }) => units?.includes(unit) ?? true);
  return {
    cohort: true,
    unit: covers,
    onlyUnit: (units) => onlyOne(units.filter(({ id }) => covers(id))),
    indicator: (indicator, unit) =>
      mine.some(
        ({ units, indicators }) =>
          (indicators?.includes(indicator) ?? true) &&
          (unit === undefined || (units?.includes(unit) ?? true)),
      ),
  };
}

const onlyOne = (units: readonly Unit[]): Unit | undefined => (units.length === 1 ? units[0] : undefined);
