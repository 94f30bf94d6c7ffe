import { describe, expect, it } from 'vitest';
import { readTable } from '../../../domain/submission/read-table.ts';
import { importedTarget } from '../../builders/submission-target.ts';
import { codesOf, findingOf, tableRows } from '../../builders/table-rows.ts';

const read = (text: string, target = importedTarget()) => readTable(tableRows(text), target);

describe('an imported file', () => {
  it('becomes published rows, by node and then unit', async () => {
    const { report, part } = await read(`
      unit        | node       | score  | rank | grade | source
      Hồ Chí Minh | dti        | 0.7163 | 2    |       | mic.gov.vn 922
      Đà Nẵng     | dti        | 0.8002 | 1    | A     | mic.gov.vn  922
      Đà Nẵng     | government | 85.75% | 1    | -     |
      Huế         | dti        | n/a    |      |       |
    `);
    expect(report).toEqual({
      outcome: 'accepted',
      rows: 4,
      findings: [],
      total: { errors: 0, warnings: 0 },
    });
    expect(part).toEqual({
      schema: 1,
      kind: 'published-results',
      period: '2022',
      index: 'dti-province',
      cohort: 'published',
      rows: [
        { unit: 'vn-da-nang', node: 'dti', score: 0.8002, rank: 1, grade: 'A', source: 'mic.gov.vn 922' },
        { unit: 'vn-ho-chi-minh-city', node: 'dti', score: 0.7163, rank: 2, source: 'mic.gov.vn 922' },
        { unit: 'vn-hue', node: 'dti' },
        { unit: 'vn-da-nang', node: 'government', score: 85.75, rank: 1 },
      ],
    });
  });

  it('may be headed in Vietnamese and name its nodes', async () => {
    const { part } = await read(`
      Tỉnh/Thành phố | Thành phần           | Điểm số | Xếp hạng | Nguồn
      Đà Nẵng        | CHỈ SỐ CHUYỂN ĐỔI SỐ | 0.8002  | 1        | Bộ TTTT
    `);
    expect(part).toMatchObject({ rows: [{ node: 'dti', score: 0.8002, rank: 1, source: 'Bộ TTTT' }] });
  });

  it('needs a unit, a node and one of score, rank and grade', async () => {
    expect(codesOf(await read('source\nmic.gov.vn'))).toEqual([
      'header-missing',
      'header-missing',
      'header-missing',
    ]);
    expect((await read('unit | node | grade\nLào Cai | dti | B')).report.outcome).toBe('accepted');
  });

  it('names every fault by row and column', async () => {
    const reading = await read(`
      unit    | node   | score | rank | grade | period
      Đà Nẵng | dtii   | nhất  | 0    | A     | 2022
      Huế     | dti    | 0.5   | 2.5  | ${'A'.repeat(41)} | 2023
      Hà Nội  | tổng   | 91%   | nhì  | A     | 2022
    `);
    expect(reading.report.findings.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['node-unknown', 2, 'node'],
      ['value-not-a-number', 2, 'score'],
      ['value-out-of-range', 2, 'rank'],
      ['period-mismatch', 3, 'period'],
      ['value-out-of-range', 3, 'rank'],
      ['value-out-of-range', 3, 'grade'],
      ['node-unknown', 4, 'node'],
      ['value-ambiguous', 4, 'score'],
      ['value-not-a-number', 4, 'rank'],
    ]);
    expect(reading.report.findings[0]?.mend.en).toBe("Write a node's code: “dti”.");
    expect(reading.report.findings[6]?.mend.en).toBe("Write a node's code: “dti” or “government”.");
    expect(reading.part).toBeUndefined();
  });

  it('may give a unit once at each node', async () => {
    const reading = await read(`
      unit    | node       | rank
      Đà Nẵng | dti        | 1
      Đà Nẵng | government | 1
      DA NANG | dti        | 2
    `);
    expect(codesOf(reading)).toEqual(['row-duplicate']);
    expect(findingOf(reading, 'row-duplicate').message.en).toBe(
      'Rows 2 and 4 are both for “DA NANG, dti” and differ.',
    );
  });

  it('is sent whole, but for the units of the agency', async () => {
    const reporters = [{ agency: 'da-nang', units: ['vn-da-nang'], indicators: ['dti.awareness'] }];
    const target = importedTarget({ reporters }, 'da-nang');
    expect((await read('unit | node | rank\nĐà Nẵng | dti | 1\nHuế | dti |', target)).report.outcome).toBe(
      'accepted',
    );
    expect(codesOf(await read('unit | node | rank\nĐà Nẵng | dti | 1\nHuế | dti | 2', target))).toEqual([
      'unit-not-yours',
    ]);
  });

  it('warns about a row without a figure and leaves it out', async () => {
    const reading = await read('unit | node | rank\nĐà Nẵng | dti | 1\nHuế | dti |');
    expect(reading.report.findings).toMatchObject([{ code: 'value-missing', severity: 'warning', row: 3 }]);
    expect(reading.part).toMatchObject({ rows: [{ unit: 'vn-da-nang' }] });
  });
});
