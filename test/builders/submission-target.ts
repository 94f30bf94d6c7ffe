import type { Indicator, Unit } from '../../domain/methodology/definitions.ts';
import type {
  CohortDefinition,
  ComputedCohort,
  EditionDefinition,
  ImportedCohort,
} from '../../domain/methodology/edition-definition.ts';
import type { SubmissionTarget } from '../../domain/submission/table.ts';
import provinces from '../fixtures/provinces-63.json' with { type: 'json' };

const inEnglish = (en: string) => en.toLowerCase().replace(/[^a-z]+/g, '-');

/** What people call these units beside their names. */
const aliases: Record<string, string[]> = {
  Hue: ['Thừa Thiên - Huế', 'Thua Thien Hue'],
  'Ho Chi Minh City': ['TP.HCM', 'Sài Gòn'],
  Hanoi: ['Ha Noi'],
};

/** The 63 provinces and cities as they were until 2025-06-30, with statistical and ISO codes. */
export const provinces63: Unit[] = provinces.map(({ gso, iso, vi, en }) => ({
  id: `vn-${inEnglish(en)}`,
  name: { vi, en },
  aliases: aliases[en] ?? [],
  codes: [
    { scheme: 'gso', value: gso },
    { scheme: 'iso-3166-2', value: iso },
  ],
  successors: [],
}));

const unitSet = { id: 'vn-provinces-63', name: { vi: '63 tỉnh, thành phố', en: '63 provinces and cities' } };

const indicator = (id: string, vi: string, en: string, more: Partial<Indicator> = {}): Indicator => ({
  id,
  name: { vi, en },
  unit: 'ratio',
  direction: 'higher-is-better',
  decimals: 4,
  range: { min: 0, max: 1 },
  ...more,
});

export const dtiIndicators: Indicator[] = [
  indicator('dti.awareness', 'Nhận thức số', 'Digital awareness'),
  indicator('dti.infrastructure', 'Hạ tầng số', 'Digital infrastructure'),
  indicator('mobile.speed', 'Tốc độ di động', 'Mobile speed', { unit: 'Mbps', range: { min: 0 } }),
  indicator('ekyc.share', 'Tỷ lệ định danh', 'Share with an e-identity', {
    unit: 'percent',
    unitName: { vi: 'phần trăm', en: 'per cent' },
    range: { min: 0, max: 100 },
  }),
];

export const dti2022: ComputedCohort = {
  origin: 'computed',
  id: 'provinces',
  name: { vi: '63 tỉnh, thành phố', en: '63 provinces and cities' },
  unitSet,
  units: provinces63,
  framework: {
    kind: 'framework',
    id: 'dti-2022',
    index: 'dti-province',
    version: '2022',
    source: { citation: 'Quyết định 922/QĐ-BTTTT' },
    decimals: 4,
    ranking: { ties: 'competition', on: 'rounded' },
    root: {
      code: 'dti',
      name: { vi: 'DTI', en: 'DTI' },
      aggregate: { method: 'arithmetic-mean' },
      missing: { rule: 'fail', atLeast: 0 },
      children: dtiIndicators.map(({ id, name }) => ({
        code: id,
        name,
        indicator: id,
        normalise: { method: 'none' },
      })),
    },
    reported: [],
  },
  indicators: dtiIndicators,
};

export const published2022: ImportedCohort = {
  origin: 'imported',
  id: 'published',
  name: { vi: 'Theo công bố', en: 'As published' },
  unitSet,
  units: provinces63,
  source: { citation: 'Bộ Thông tin và Truyền thông, DTI 2022' },
  nodes: [
    { code: 'dti', name: { vi: 'Chỉ số chuyển đổi số', en: 'Digital Transformation Index' } },
    { code: 'government', name: { vi: 'Chính quyền số', en: 'Digital government' }, unit: 'percent' },
  ],
};

/** An edition of 2022 with the given cohorts; anybody may report everything unless `more` says otherwise. */
export const editionOf = (
  cohorts: CohortDefinition[],
  more: Partial<EditionDefinition> = {},
): EditionDefinition => ({
  schema: 1,
  index: {
    kind: 'index',
    id: 'dti-province',
    name: { vi: 'Chỉ số chuyển đổi số cấp tỉnh', en: 'Provincial Digital Transformation Index' },
    shortName: 'DTI',
    description: { vi: 'Mức độ chuyển đổi số', en: 'The state of digital transformation' },
    publisher: { name: { vi: 'Bộ Thông tin và Truyền thông', en: 'Ministry of Information' } },
  },
  period: '2022',
  cohorts,
  release: 'automatic',
  submission: { numbers: 'en' },
  reporters: [{ agency: 'mic' }],
  publishedStatistics: [],
  regions: {},
  ...more,
});

export const computedTarget = (more: Partial<EditionDefinition> = {}, agency?: string): SubmissionTarget => ({
  definition: editionOf([dti2022, published2022], more),
  cohort: 'provinces',
  agency,
});

export const importedTarget = (more: Partial<EditionDefinition> = {}, agency?: string): SubmissionTarget => ({
  definition: editionOf([dti2022, published2022], more),
  cohort: 'published',
  agency,
});
