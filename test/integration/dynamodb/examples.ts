import type { EditionDefinition } from '../../../domain/methodology/edition-definition.ts';
import type { NodeResult, Run } from '../../../domain/release/run.ts';
import type { Acceptance, PartRegistration, Submission } from '../../../use-cases/ports.ts';

export const dti2022 = { index: 'dti-province', period: '2022' };
export const egov2022 = { index: 'egov-province', period: '2022' };

const same = (name: string) => ({ vi: name, en: name });

/** The nth submission of the ministry's file of provinces; later ones have later identifiers. */
export function provincesFile(order: number, more: Partial<Submission> = {}): Submission {
  const id = `01J${String(order).padStart(23, '0')}`;
  return {
    id,
    kind: 'data',
    agency: 'mic',
    submittedBy: 'nguyen.an',
    fileName: 'provinces.csv',
    key: `submissions/${id}/provinces.csv`,
    createdAt: '2023-06-01T02:00:00.000Z',
    status: 'awaiting-upload',
    edition: dti2022,
    cohort: 'provinces',
    ...more,
  };
}

export const registrationOf = ({ id, agency, edition, cohort }: Submission): PartRegistration => ({
  source: { ...edition!, cohort: cohort! },
  agency,
  submissionId: id,
  hash: `part-of-${id}`,
  kind: 'observations',
});

export const acceptanceOf = (submission: Submission, touched = [dti2022]): Acceptance => ({
  submission,
  judgedBy: 'd1',
  objectVersion: 'v1',
  decidedAt: '2023-06-01T02:00:05.000Z',
  report: { outcome: 'accepted', rows: 63, findings: [], total: { errors: 0, warnings: 0 } },
  registration: registrationOf(submission),
  touched,
});

/** An edition whose one cohort uses the indicators; without any, one that reprints what was published. */
export function editionUsing(
  { index, period }: { index: string; period: string },
  indicators: string[],
  name = 'DTI',
): EditionDefinition {
  const cohort = {
    id: 'provinces',
    name: same('Provinces'),
    unitSet: { id: 'vn-provinces-63', name: same('63') },
  };
  const computed = {
    ...cohort,
    origin: 'computed' as const,
    units: [],
    indicators: indicators.map((id) => ({ id, name: same(id) })),
  };
  const imported = {
    ...cohort,
    origin: 'imported' as const,
    units: [],
    source: { citation: 'MIC 2023' },
    nodes: [],
  };
  return {
    schema: 1,
    index: {
      kind: 'index',
      id: index,
      name: same(name),
      shortName: name,
      description: same(name),
      publisher: { name: same('MIC') },
    },
    period,
    cohorts: [indicators.length > 0 ? computed : imported],
    release: 'automatic',
    submission: { numbers: 'en' },
    reporters: [{ agency: 'mic' }],
    publishedStatistics: [],
    regions: {},
  } as EditionDefinition;
}

/** The release of a run whose inputs had the dataset version. */
export const releaseOf = (run: string, datasetVersion: number) => ({
  run,
  results: `results-of-${run}`,
  datasetVersion,
  publishedAt: '2023-07-12T01:00:00.000Z',
  cohorts: [
    {
      id: 'provinces',
      origin: 'computed' as const,
      total: 'dti',
      nodes: ['dti', 'infrastructure'],
      unitChunks: 1,
      units: 63,
      unitSet: 'vn-provinces-63',
    },
  ],
  comparedWith: null,
});

/** A run of so many communes, at a total and one pillar; the last commune has no pillar score. */
export function runOf(units: number, id = 'run-1'): Run {
  const nodes = [node('dti', null, units), node('infrastructure', 'dti', units - 1)];
  return {
    id,
    ...dti2022,
    inputs: { definition: 'd1', engine: '1', parts: [], previous: null },
    results: `results-of-${id}`,
    cohorts: [
      {
        id: 'communes',
        name: same('Communes'),
        origin: 'computed',
        unitSet: { id: 'vn-communes', name: same('Communes') },
        framework: { id: 'dti-2022', version: '1' },
        nodes,
      },
    ],
  };
}

function node(code: string, parent: string | null, units: number): NodeResult {
  return {
    code,
    name: same(code),
    parent,
    decimals: 4,
    rows: Array.from({ length: units }, (_, place) => ({
      unit: { id: `commune-${place + 1}`, name: same(`Xã ${place + 1}`) },
      score: (units - place) / units,
      rank: place + 1,
      status: 'ranked' as const,
    })),
    statistics: {
      units,
      ranked: units,
      scored: units,
      mean: null,
      median: null,
      minimum: null,
      maximum: null,
      standardDeviation: null,
      aboveMean: null,
      rose: null,
      fell: null,
      unchanged: null,
    },
  };
}
