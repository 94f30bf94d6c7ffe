import { loadDefinitions } from '../../../domain/methodology/load-definitions.ts';

/** A small index of three cities, one definition a file. */
export const example = {
  'units.yaml': `kind: units
regions:
  south-central-coast: { vi: Duyên hải Nam Trung Bộ, en: South Central Coast }
units:
  - id: da-nang
    name: { vi: Đà Nẵng, en: Da Nang }
    region: south-central-coast
    codes: [{ scheme: gso, value: "48" }]
  - id: hue
    name: { vi: Huế, en: Hue }
    codes: [{ scheme: gso, value: "46" }]
  - id: can-tho
    name: { vi: Cần Thơ, en: Can Tho }
    codes: [{ scheme: gso, value: "92" }]
`,
  'set.yaml': `kind: unit-set
id: cities
name: { vi: Thành phố, en: Cities }
members: [da-nang, hue, can-tho]
`,
  'indicators.yaml': `kind: indicators
indicators:
  - id: ict.infrastructure
    name: { vi: Hạ tầng, en: Infrastructure }
    unit: points
  - id: ict.people
    name: { vi: Nhân lực, en: People }
    unit: points
`,
  'index.yaml': `kind: index
id: ict
name: { vi: ICT Index, en: ICT Index }
shortName: ICT
description: { vi: Mức sẵn sàng, en: Readiness }
publisher: { name: { vi: Bộ, en: Ministry } }
`,
  'framework.yaml': `kind: framework
id: ict-2016
index: ict
version: "2016"
source: { citation: baodanang.vn }
root:
  code: total
  name: { vi: Tổng, en: Total }
  children:
    - code: infrastructure
      name: { vi: Hạ tầng, en: Infrastructure }
      indicator: ict.infrastructure
    - code: people
      name: { vi: Nhân lực, en: People }
      indicator: ict.people
`,
  'edition.yaml': `kind: edition
index: ict
period: "2016"
cohorts:
  - origin: computed
    id: cities
    name: { vi: Thành phố, en: Cities }
    unitSet: cities
    framework: ict-2016
  - origin: imported
    id: published
    name: { vi: Như đã công bố, en: As published }
    unitSet: cities
    source: { citation: baomoi.com }
    nodes: [{ code: total, name: { vi: Tổng, en: Total } }]
reporters:
  - agency: mic
publishedStatistics:
  - { cohort: published, node: total, measure: mean, value: 0.4, source: { citation: baomoi.com } }
`,
};

export type ExampleFile = keyof typeof example;

/** The example as loaded, with some of its files put in other words. */
export const load = (changed: Partial<Record<ExampleFile, string>> = {}) =>
  loadDefinitions(Object.entries({ ...example, ...changed }).map(([path, text]) => ({ path, text })));

/** The text of a file with one passage replaced, which must be there. */
export function rewrite(
  file: ExampleFile,
  passage: string,
  replacement: string,
): Partial<Record<ExampleFile, string>> {
  if (!example[file].includes(passage)) throw new Error(`${file} has no ${passage}`);
  return { [file]: example[file].replace(passage, replacement) };
}

/** `file:line message`, as a reader sees a finding. */
export const faults = (changed: Partial<Record<ExampleFile, string>>): string[] => {
  const { editions, findings } = load(changed);
  if (findings.length > 0 && editions.length > 0) throw new Error('editions beside findings');
  return findings.map(({ path, line, message }) => `${path}:${line} ${message}`);
};
