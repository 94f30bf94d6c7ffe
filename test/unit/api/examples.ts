import type {
  CohortResult,
  NodeResult,
  NodeStatistics,
  ResultRow,
  Run,
} from '../../../domain/release/run.ts';

const names: Record<string, [vi: string, en: string, code: string]> = {
  'da-nang': ['Đà Nẵng', 'Da Nang', '48'],
  hue: ['Huế', 'Hue', '46'],
  'bac-ninh': ['Bắc Ninh', 'Bac Ninh', '27'],
  'quang-ninh': ['Quảng Ninh', 'Quang Ninh', '22'],
  'ho-chi-minh': ['Hồ Chí Minh', 'Ho Chi Minh City', '79'],
  'can-tho': ['Cần Thơ', 'Can Tho', '92'],
  'ha-noi': ['Hà Nội', 'Hanoi', '01'],
};

/** Unit → score, rank, and ranks risen since the edition before. */
type Figures = Record<string, [score: number | null, rank: number | null, rose?: number]>;

function rowOf(id: string, [score, rank, rose]: Figures[string]): ResultRow {
  const [vi, en, code] = names[id] ?? [id, id, undefined];
  return {
    unit: { id, name: { vi, en }, ...(code && { code }) },
    score,
    rank,
    status: rank === null ? 'not-ranked' : 'ranked',
    ...(rank === null && { reason: { vi: 'Không có số liệu', en: 'No figures' } }),
    ...(rose !== undefined && { change: { rank: rose, score: null } }),
  };
}

const statisticsOf = (rows: ResultRow[]): NodeStatistics => ({
  units: rows.length,
  ranked: rows.filter(({ rank }) => rank !== null).length,
  scored: rows.filter(({ score }) => score !== null).length,
  mean: null,
  median: null,
  minimum: null,
  maximum: null,
  standardDeviation: null,
  aboveMean: null,
  rose: null,
  fell: null,
  unchanged: null,
});

export function nodeOf(code: string, en: string, figures: Figures, parent: string | null = null): NodeResult {
  const rows = Object.entries(figures).map(([id, figure]) => rowOf(id, figure));
  return { code, name: { vi: en, en }, parent, decimals: 4, rows, statistics: statisticsOf(rows) };
}

const provinces: Pick<CohortResult, 'id' | 'name' | 'unitSet'> = {
  id: 'provinces-63',
  name: { vi: '63 tỉnh, thành phố', en: '63 provinces' },
  unitSet: { id: 'vn-provinces-63', name: { vi: '63 tỉnh, thành phố', en: '63 provinces' } },
};

export const runOf = (index: string, period: string, id: string, cohorts: CohortResult[]): Run => ({
  id,
  index,
  period,
  inputs: {
    definition: 'd1',
    engine: '1.0.0',
    parts: [{ cohort: cohorts[0]!.id, hash: 'p1' }],
    previous: null,
  },
  results: `results-of-${id}`,
  cohorts,
});

const framework = { id: 'dti-2021', version: '2021' };

/** DTI 2020, as published: total and digital government. */
export const dti2020 = runOf('dti-province', '2020', 'run-2020', [
  {
    ...provinces,
    origin: 'computed',
    framework: { id: 'dti-2020', version: '2020' },
    nodes: [
      nodeOf('dti', 'DTI', {
        'da-nang': [0.4874, 1],
        hue: [0.4097, 2],
        'bac-ninh': [0.4096, 3],
        'quang-ninh': [0.3897, 4],
        'ho-chi-minh': [0.3848, 5],
      }),
      nodeOf('government', 'Digital government', { 'da-nang': [0.5346, 1], hue: [0.522, 2] }, 'dti'),
    ],
  },
]);

/** DTI 2022 before a correction: Huế and Quảng Ninh the other way round. */
export const dti2022first = runOf('dti-province', '2022', 'run-2022-a', [
  {
    ...provinces,
    origin: 'computed',
    framework,
    nodes: [
      nodeOf('dti', 'DTI', {
        'da-nang': [0.8002, 1],
        'ho-chi-minh': [0.7163, 2],
        hue: [0.7042, 3],
        'quang-ninh': [0.7024, 4],
        'can-tho': [0.6924, 5],
      }),
    ],
  },
]);

/** DTI 2022, as published; Hà Giang stands for a province that could not be ranked. */
export const dti2022 = runOf('dti-province', '2022', 'run-2022-b', [
  {
    ...provinces,
    origin: 'computed',
    framework,
    comparison: { period: '2020', sameMethod: false, sameUnits: true },
    nodes: [
      nodeOf('dti', 'DTI', {
        'da-nang': [0.8002, 1, 0],
        'ho-chi-minh': [0.7163, 2, 3],
        'quang-ninh': [0.7024, 3, 1],
        hue: [0.6975, 4, -2],
        'can-tho': [0.6924, 5],
        'ha-giang': [null, null],
      }),
      nodeOf('awareness', 'Digital awareness', { 'da-nang': [1, 1], 'quang-ninh': [0.9581, 2] }, 'dti'),
    ],
  },
]);

/** DTI 2024: imported for the 63 provinces, computed for the 34 new units. Đà Nẵng is in both. */
export const dti2024 = runOf('dti-province', '2024', 'run-2024', [
  {
    ...provinces,
    origin: 'imported',
    source: { citation: 'en.baodanang.vn, 2025' },
    nodes: [nodeOf('dti', 'DTI', { 'da-nang': [0.8335, 2] })],
  },
  {
    id: 'units-34',
    name: { vi: '34 tỉnh, thành phố mới', en: '34 new provinces' },
    unitSet: { id: 'vn-provinces-34', name: { vi: '34 tỉnh, thành phố', en: '34 provinces' } },
    origin: 'computed',
    framework,
    nodes: [nodeOf('dti', 'DTI', { 'ha-noi': [0.8241, 1], 'da-nang': [0.7069, 17] })],
  },
]);

/** The 225 agencies of one city's e-government network: three stored pages. */
export const agencies = runOf('e-government-city', '2023', 'run-agencies', [
  {
    id: 'agencies',
    name: { vi: '225 cơ quan', en: '225 agencies' },
    unitSet: { id: 'city-agencies', name: { vi: '225 cơ quan', en: '225 agencies' } },
    origin: 'computed',
    framework: { id: 'egov-2023', version: '2023' },
    nodes: [
      nodeOf(
        'total',
        'Total',
        Object.fromEntries(
          Array.from({ length: 225 }, (_, place) => [
            `agency-${String(place + 1).padStart(3, '0')}`,
            [(225 - place) / 225, place + 1],
          ]),
        ),
      ),
    ],
  },
]);
