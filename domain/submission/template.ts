import type { Text, Unit } from '../methodology/definitions.ts';
import type { ComputedCohort, EditionDefinition, ImportedCohort } from '../methodology/edition-definition.ts';
import { commonValidity, createUnitResolver } from '../units/resolve-unit.ts';
import { givenStatuses } from './observation-status.ts';
import type { Observation } from './part.ts';
import { reporterScope } from './reporter-scope.ts';
import type { PreviousValues, SubmissionTarget } from './table.ts';
import { guideOf } from './template-guide.ts';

export type Language = 'vi' | 'en';

/** `null` is a blank. */
export type TemplateCell = string | number | null;

export type TemplateColumn = {
  heading: string;
  /** In characters. */
  width: number;
  /** Whether it is for the reporter to fill in. */
  input: boolean;
  /** The numbers that it takes, or the texts. */
  takes?: 'number' | readonly string[];
};

export type TemplateRow = {
  cells: TemplateCell[];
  /** What the row's numbers must keep to. */
  range: { min?: number | undefined; max?: number | undefined };
  /** Everything in it is known already: nothing is asked. */
  isGiven?: boolean;
};

/** A file to fill in, free of how it is written down: a guide, headings, and a row for each value that is asked. */
export type Template = {
  name: string;
  language: Language;
  numbers: EditionDefinition['submission']['numbers'];
  guide: Text[];
  columns: TemplateColumn[];
  rows: TemplateRow[];
};

/** A value that the dataset holds already; `by` is who gave it, and `own` that the agency itself did, by this file. */
export type KnownValue = Observation & { by: string; own: boolean };

export type TemplateSource = {
  target: SubmissionTarget;
  language: Language;
  previous?: PreviousValues | undefined;
  known: readonly KnownValue[];
};

/** Everything that an agency may report for a cohort. A later file replaces an earlier one, so that is filled in. */
export function makeTemplate(source: TemplateSource, cohort: ComputedCohort | ImportedCohort): Template {
  const { target, language } = source;
  const { index, period, submission } = target.definition;
  const table =
    cohort.origin === 'computed' ? observationRows(source, cohort) : publishedRows(source, cohort);
  return {
    name: [index.id, period, cohort.id, target.agency].filter(Boolean).join('-'),
    language,
    numbers: submission.numbers,
    guide: guideOf(target, cohort),
    ...table,
  };
}

const columns = {
  unit: ['Đơn vị', 'Unit', 24],
  indicator: ['Mã chỉ tiêu', 'Indicator', 30],
  name: ['Tên chỉ tiêu', 'Indicator name', 40],
  node: ['Thành phần', 'Component', 24],
  measure: ['Đơn vị tính', 'Unit of measure', 14],
  previous: ['Giá trị kỳ trước', 'Previous value', 16],
  given: ['Giá trị đã có', 'Given value', 16],
  givenBy: ['Nguồn đã có', 'Given by', 28],
  value: ['Giá trị', 'Value', 16],
  status: ['Trạng thái', 'Status', 26],
  note: ['Ghi chú', 'Note', 40],
  evidence: ['Minh chứng', 'Evidence', 40],
  score: ['Điểm', 'Score', 14],
  rank: ['Hạng', 'Rank', 10],
  grade: ['Loại', 'Grade', 12],
  source: ['Nguồn', 'Source', 40],
} as const;

const column =
  (language: Language) =>
  (name: keyof typeof columns, more: Partial<TemplateColumn> = {}): TemplateColumn => {
    const [vi, en, width] = columns[name];
    return { heading: language === 'vi' ? vi : en, width, input: false, ...more };
  };

type Table = Pick<Template, 'columns' | 'rows'>;

function observationRows(source: TemplateSource, cohort: ComputedCohort): Table {
  const { target, language, previous, known } = source;
  const col = column(language);
  const statuses = givenStatuses.map(({ name }) => name[language]);
  const scope = reporterScope(target);
  const nameOf = unitNames(cohort.units, language);
  const values = new Map(known.map((value) => [`${value.indicator} ${value.unit}`, value]));
  const { verification } = target.definition;

  const rowOf = (unit: Unit, indicator: ComputedCohort['indicators'][number]): TemplateRow => {
    const value = values.get(`${indicator.id} ${unit.id}`);
    const before = previous?.value(indicator.id, unit.id) ?? null;
    const [given, own] = value?.own ? [undefined, value] : [value, undefined];
    return {
      cells: [
        ...[nameOf(unit), indicator.id, indicator.name[language], measureOf(indicator, language), before],
        ...(given ? [given.value ?? statusName(given, language), given.by] : [null, null]),
        ...(own ? [own.value, statusName(own, language), own.note ?? null] : [null, null, null]),
        ...(verification ? [own?.evidence ?? null] : []),
      ],
      range: indicator.range,
      ...(given && { isGiven: true }),
    };
  };

  return {
    columns: [
      ...[col('unit'), col('indicator'), col('name'), col('measure'), col('previous')],
      ...[col('given'), col('givenBy'), col('value', { input: true, takes: 'number' })],
      ...[col('status', { input: true, takes: statuses }), col('note', { input: true })],
      ...(verification ? [col('evidence', { input: true })] : []),
    ],
    rows: cohort.indicators.flatMap((indicator) =>
      cohort.units
        .filter(({ id }) => scope.unit(id) && scope.indicator(indicator.id, id))
        .map((unit) => rowOf(unit, indicator)),
    ),
  };
}

function publishedRows({ target, language, previous }: TemplateSource, cohort: ImportedCohort): Table {
  const col = column(language);
  const scope = reporterScope(target);
  const nameOf = unitNames(cohort.units, language);
  const input = { input: true };
  const numeric = { input: true, takes: 'number' as const };
  return {
    columns: [
      ...[col('unit'), col('node'), col('name'), col('measure'), col('previous')],
      ...[col('score', numeric), col('rank', numeric), col('grade', input), col('source', input)],
    ],
    rows: cohort.nodes.flatMap(({ code, name, ...measured }) =>
      cohort.units
        .filter(({ id }) => scope.unit(id))
        .map((unit) => ({
          cells: [
            ...[nameOf(unit), code, name[language], measureOf(measured, language)],
            ...[previous?.value(code, unit.id) ?? null, null, null, null, null],
          ],
          range: {},
        })),
    ),
  };
}

type Measured = { unit?: string | undefined; unitName?: Text | undefined };

const measureOf = ({ unit, unitName }: Measured, language: Language): string | null =>
  unitName?.[language] ?? unit ?? null;

/** A status that goes without saying is left out. */
const statusName = ({ status }: Observation, language: Language): string | null =>
  status === 'A' || status === 'G'
    ? null
    : (givenStatuses.find(({ code }) => code === status)?.name[language] ?? null);

/** By name where the name alone tells which unit is meant, else by id. */
function unitNames(units: readonly Unit[], language: Language): (unit: Unit) => string {
  const resolve = createUnitResolver(units, commonValidity(units));
  return (unit) => {
    const match = resolve(unit.name[language]);
    return 'unit' in match && match.unit === unit ? unit.name[language] : unit.id;
  };
}
