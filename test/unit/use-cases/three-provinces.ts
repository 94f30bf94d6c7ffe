/** Definition files of a small world: three provinces, two indicators, and indices made of them. */
export const units = `
kind: units
units:
  - { id: da-nang, name: { vi: Đà Nẵng, en: Da Nang } }
  - { id: hue, name: { vi: Huế, en: Hue } }
  - { id: can-tho, name: { vi: Cần Thơ, en: Can Tho } }
---
kind: unit-set
id: three
name: { vi: Ba tỉnh, en: Three provinces }
members: [da-nang, hue, can-tho]
---
kind: indicators
indicators:
  - { id: speed, name: { vi: Tốc độ, en: Speed }, unit: Mbps }
  - { id: reach, name: { vi: Phủ sóng, en: Reach }, unit: percent, range: { min: 0, max: 100 } }
`;

/**
 * @param reporters a list in YAML, such as `[{ agency: telecoms }]`
 * @param more further fields of the editions, a line each
 */
export const index = (
  id: string,
  indicators: string[],
  years: string[],
  reporters: string,
  more: string[] = [],
) => `
kind: index
id: ${id}
name: { vi: ${id}, en: ${id} }
shortName: ${id}
description: { vi: thử, en: test }
publisher: { name: { vi: Bộ, en: Ministry } }
---
kind: framework
id: ${id}-2022
index: ${id}
version: "2022"
source: { citation: test }
decimals: 2
root:
  code: total
  name: { vi: Tổng, en: Total }
  children:
${indicators.map((i) => `    - { code: ${i}, name: { vi: ${i}, en: ${i} }, indicator: ${i} }`).join('\n')}
${years
  .map(
    (year) => `---
kind: edition
index: ${id}
period: "${year}"
cohorts:
  - { id: all, name: { vi: Tất cả, en: All }, origin: computed, unitSet: three, framework: ${id}-2022 }
reporters: ${reporters}
${more.join('\n')}
`,
  )
  .join('')}`;
