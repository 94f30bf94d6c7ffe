import { describe, expect, it } from 'vitest';
import { Pipeline } from '../../fakes/pipeline.ts';

/** Đà Nẵng and Quảng Nam become one; people are counted in an index of their own. */
const definitions = `
kind: units
units:
  - { id: da-nang, name: { vi: Đà Nẵng, en: Da Nang }, successors: [da-nang-2025] }
  - { id: quang-nam, name: { vi: Quảng Nam, en: Quang Nam }, successors: [da-nang-2025] }
  - { id: da-nang-2025, name: { vi: Đà Nẵng, en: Da Nang } }
---
kind: unit-set
id: before
name: { vi: Trước sắp xếp, en: Before }
members: [da-nang, quang-nam]
---
kind: unit-set
id: after
name: { vi: Sau sắp xếp, en: After }
members: [da-nang-2025]
---
kind: indicators
indicators:
  - { id: readiness, name: { vi: Sẵn sàng, en: Readiness }, unit: points }
  - { id: population, name: { vi: Dân số, en: Population }, unit: people }
${['ict readiness', 'census population']
  .map((pair) => pair.split(' '))
  .map(
    ([index, indicator]) => `---
kind: index
id: ${index}
name: { vi: ${index}, en: ${index} }
shortName: ${index}
description: { vi: thử, en: test }
publisher: { name: { vi: Bộ, en: Ministry } }
---
kind: framework
id: ${index}-2024
index: ${index}
version: "2024"
source: { citation: test }
decimals: 2
root: { code: total, name: { vi: Tổng, en: Total }, indicator: ${indicator} }
`,
  )
  .join('')}---
kind: edition
index: census
period: "2024"
cohorts:
  - { id: all, name: { vi: Tất cả, en: All }, origin: computed, unitSet: before, framework: census-2024 }
reporters: [{ agency: statistics }]
---
kind: edition
index: ict
period: "2024"
cohorts:
  - { id: old, name: { vi: Cũ, en: Old }, origin: computed, unitSet: before, framework: ict-2024 }
  - origin: restated
    id: new
    name: { vi: Mới, en: New }
    unitSet: after
    from: { cohort: old }
    rule: { method: weighted-mean, by: population }
reporters: [{ agency: mic }]
`;

const ict = { index: 'ict', period: '2024' };
const census = { index: 'census', period: '2024' };

async function defined() {
  const pipeline = new Pipeline();
  const { outcome } = await pipeline.define({ 'all.yaml': definitions });
  expect(outcome).toBe('registered');
  return pipeline;
}

describe('a cohort restated by people', () => {
  it('is computed again when their count arrives for another index, whichever file comes first', async () => {
    const scores = 'unit,readiness\nĐà Nẵng,80\nQuảng Nam,50\n';
    const people = 'unit,population\nĐà Nẵng,1000000\nQuảng Nam,2000000\n';
    const pipeline = await defined();
    await pipeline.submit(ict, 'old', 'mic', scores);
    expect(pipeline.ranking(ict, 'new')[0]).toMatchObject({
      score: null,
      reason: { en: 'no weight of Da Nang, Quang Nam (2 of 2 former units)' },
    });
    await pipeline.submit(census, 'all', 'statistics', people);
    expect(pipeline.ranking(ict, 'new')[0]).toMatchObject({ score: 60, rank: 1 });

    const other = await defined();
    await other.submit(census, 'all', 'statistics', people);
    await other.submit(ict, 'old', 'mic', scores);
    expect(other.ranking(ict, 'new')).toEqual(pipeline.ranking(ict, 'new'));
  });

  it('takes no file: one that is sent for it all the same is rejected', async () => {
    const pipeline = await defined();
    const { outcome, submission } = await pipeline.submit(ict, 'new', 'mic', 'unit,readiness\nĐà Nẵng,80\n');
    expect(outcome).toBe('rejected');
    expect(submission.report!.findings[0]!.code).toBe('definition-reference');
  });
});
