type Ward = readonly [id: string, vi: string, en: string];

/**
 * Definition files of an index of wards, `{prefix}-network`, without its editions: speed and reach, in equal parts.
 * Ids of indicators, set and framework begin with the prefix, for several such worlds stand in one stack.
 */
export const wardNetwork = (prefix: string, name: { vi: string; en: string }, wards: readonly Ward[]) => `
kind: units
units:
${wards.map(([id, vi, en]) => `  - { id: ${id}, name: { vi: ${vi}, en: ${en} } }`).join('\n')}
---
kind: unit-set
id: ${prefix}-wards
name: { vi: Các phường, en: Wards }
members: [${wards.map(([id]) => id).join(', ')}]
---
kind: indicators
indicators:
  - { id: ${prefix}.speed, name: { vi: Tốc độ, en: Speed }, unit: Mbps, range: { min: 0 } }
  - { id: ${prefix}.reach, name: { vi: Phủ sóng, en: Reach }, unit: percent, range: { min: 0, max: 100 } }
---
kind: index
id: ${prefix}-network
name: { vi: ${name.vi}, en: ${name.en} }
shortName: ${prefix.toUpperCase()}
description: { vi: thử, en: test }
publisher: { name: { vi: Sở, en: Department } }
---
kind: framework
id: ${prefix}-2022
index: ${prefix}-network
version: "2022"
source: { citation: test }
decimals: 2
root:
  code: total
  name: { vi: Tổng, en: Total }
  children:
    - { code: speed, name: { vi: Tốc độ, en: Speed }, indicator: ${prefix}.speed }
    - { code: reach, name: { vi: Phủ sóng, en: Reach }, indicator: ${prefix}.reach }
`;

/** @param more its other fields, a line each */
export const wardEdition = (prefix: string, period: string, ...more: string[]) => `---
kind: edition
index: ${prefix}-network
period: "${period}"
cohorts:
  - { id: all, name: { vi: Tất cả, en: All }, origin: computed, unitSet: ${prefix}-wards, framework: ${prefix}-2022 }
${more.join('\n')}
`;
