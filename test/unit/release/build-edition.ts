import type { Framework, Unit } from '../../../domain/methodology/definitions.ts';
import type {
  CohortDefinition,
  ComputedCohort,
  EditionDefinition,
  ImportedCohort,
} from '../../../domain/methodology/edition-definition.ts';
import { computeRun, runInputs } from '../../../domain/release/compute-run.ts';
import type { ResultRow, Run } from '../../../domain/release/run.ts';
import type {
  ObservationsPart,
  Part,
  PublishedResultsPart,
  PublishedRow,
} from '../../../domain/submission/part.ts';
import { branch, framework, indicatorsFor, leaf } from '../engine/build-framework.ts';

export const text = (name: string) => ({ vi: name, en: name });

export const unit = (id: string, name: string, more: Partial<Unit> = {}): Unit => ({
  id,
  name: text(name),
  aliases: [],
  codes: [],
  successors: [],
  ...more,
});

export const provinces = [
  unit('da-nang', 'Đà Nẵng', { codes: [{ scheme: 'gso', value: '48' }], region: 'south-central-coast' }),
  unit('hue', 'Huế', { codes: [{ scheme: 'gso', value: '46' }] }),
  unit('bac-ninh', 'Bắc Ninh', { codes: [{ scheme: 'gso', value: '27' }] }),
  unit('quang-ninh', 'Quảng Ninh', { codes: [{ scheme: 'gso', value: '22' }] }),
];

const unitSet = { id: 'vn-provinces-63', name: text('63 provinces') };

/** DTI 2020: 0.4 government + 0.3 economy + 0.3 society. */
export const dti2020: Framework = framework(
  branch('total', [
    leaf('government', { weight: 0.4 }),
    leaf('economy', { weight: 0.3 }),
    leaf('society', { weight: 0.3 }),
  ]),
  { id: 'dti-2020', version: '2020' },
);

export const computedCohort = (
  method: Framework = dti2020,
  more: Partial<ComputedCohort> = {},
): ComputedCohort => ({
  origin: 'computed',
  id: 'provinces',
  name: text('Provinces'),
  unitSet,
  units: provinces,
  framework: method,
  indicators: indicatorsFor(method),
  ...more,
});

export const importedCohort = (more: Partial<ImportedCohort> = {}): ImportedCohort => ({
  origin: 'imported',
  id: 'published',
  name: text('As published'),
  unitSet,
  units: provinces,
  source: { citation: 'dti.gov.vn' },
  nodes: [
    { code: 'total', name: text('Total') },
    { code: 'government', name: text('Government') },
  ],
  ...more,
});

export const edition = (period: string, ...cohorts: CohortDefinition[]): EditionDefinition => ({
  schema: 1,
  index: {
    kind: 'index',
    id: 'dti-province',
    name: text('DTI'),
    shortName: 'DTI',
    description: text('Digital Transformation Index'),
    publisher: { name: text('Ministry of Science and Technology') },
  },
  period,
  cohorts,
  release: 'automatic',
  submission: { numbers: 'en' },
  reporters: [{ agency: 'mic' }],
  publishedStatistics: [],
  regions: {},
});

/** Observations by unit: government, economy, society; `null` says that a value is missing. */
export const observations = (
  period: string,
  values: Record<string, [number | null, number | null, number | null]>,
): ObservationsPart => ({
  schema: 1,
  kind: 'observations',
  period,
  observations: ['government', 'economy', 'society'].flatMap((indicator, place) =>
    Object.entries(values).map(([id, row]) => {
      const value = row[place]!;
      return { indicator, unit: id, value, status: value === null ? ('M' as const) : ('A' as const) };
    }),
  ),
});

export const publishedResults = (
  period: string,
  rows: PublishedRow[],
  cohort = 'published',
): PublishedResultsPart => ({
  schema: 1,
  kind: 'published-results',
  period,
  index: 'dti-province',
  cohort,
  rows,
});

/** The run of an edition from its parts, oldest first. */
export function compute(
  definition: EditionDefinition,
  parts: Part[],
  previous: Run | null = null,
): Promise<Run> {
  const named = parts.map((part, place) => ({ cohort: 'provinces', hash: `part-${place}`, part }));
  const inputs = runInputs({ definitionHash: 'definition', parts: named, previous });
  return computeRun({ definition, inputs, parts: named, previous });
}

export function nodeOf(run: Run, cohort: string, node: string) {
  return run.cohorts.find(({ id }) => id === cohort)!.nodes.find(({ code }) => code === node)!;
}

export const rowsById = (rows: readonly ResultRow[]): Record<string, ResultRow> =>
  Object.fromEntries(rows.map((row) => [row.unit.id, row]));
