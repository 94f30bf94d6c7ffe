import { describe, expect, it } from 'vitest';
import type { Edition } from '../../../domain/methodology/definitions.ts';
import { readTable } from '../../../domain/submission/read-table.ts';
import { tidyText } from '../../../domain/units/written-name.ts';
import { computedTarget, dti2022, editionOf, provinces63 } from '../../builders/submission-target.ts';
import { codesOf, findingOf, tableRows } from '../../builders/table-rows.ts';

const read = (text: string, target = computedTarget()) => readTable(tableRows(text), target);

const reportedBy = (...reporters: Edition['reporters']) => computedTarget({ reporters }, 'da-nang');

describe('an accepted file', () => {
  it('becomes observations in canonical order', async () => {
    const { report, part } = await read(`
      unit          | dti.infrastructure | dti.awareness | mobile.speed | ekyc.share
      Hồ Chí Minh   | 0.8258             | 0.8917        | 1,204.5      | 81 %
      TP. Đà Nẵng   | 0.8253             | 1.0000        | n/a          |
    `);
    expect(report).toEqual({
      outcome: 'accepted',
      rows: 2,
      findings: [],
      total: { errors: 0, warnings: 0 },
    });
    const observed = (indicator: string, unit: string, value: number | null) => ({
      indicator,
      unit,
      value,
      status: value === null ? 'M' : 'A',
    });
    expect(part).toEqual({
      schema: 1,
      kind: 'observations',
      period: '2022',
      observations: [
        observed('dti.awareness', 'vn-da-nang', 1),
        observed('dti.awareness', 'vn-ho-chi-minh-city', 0.8917),
        observed('dti.infrastructure', 'vn-da-nang', 0.8253),
        observed('dti.infrastructure', 'vn-ho-chi-minh-city', 0.8258),
        observed('ekyc.share', 'vn-ho-chi-minh-city', 81),
        observed('mobile.speed', 'vn-da-nang', null),
        observed('mobile.speed', 'vn-ho-chi-minh-city', 1204.5),
      ],
    });
  });

  it.each([
    ['Đơn vị', 'Nhận thức số', 'Năm'],
    ['DON_VI', 'digital  AWARENESS', 'period'],
    ['Tỉnh/Thành phố', 'nhan thuc so', 'year'],
    ['unit_code', 'DTI.Awareness', 'Kỳ báo cáo'],
    ['province', 'dti.awareness', 'NĂM'],
  ])('may be headed %s, %s, %s', async (unit, indicator, period) => {
    const { report, part } = await read(`
      ${unit}  | ${indicator} | ${period}
      Đà Nẵng  | 1.0000       | 2022
    `);
    expect(report.total.errors).toBe(0);
    expect(part).toMatchObject({ observations: [{ unit: 'vn-da-nang', value: 1 }] });
  });

  it('may write numbers the Vietnamese way when the edition says so', async () => {
    const target = computedTarget({ submission: { numbers: 'vi' } });
    const { part } = await read('unit | dti.awareness | mobile.speed\n48 | 0,9238 | 1.204,5', target);
    expect(part).toMatchObject({ observations: [{ value: 0.9238 }, { value: 1204.5 }] });
  });

  it('may have blank rows and blank cells beyond its columns', async () => {
    const { report, part } = await read('unit | dti.awareness | |\n| | |\n48 | 1 | |');
    expect(report).toMatchObject({ rows: 1, total: { errors: 0 } });
    expect(part).toBeDefined();
  });

  it('is warned about indicators that it leaves out, and about rows that say nothing', async () => {
    const reading = await read('unit | dti.awareness\nĐà Nẵng | 1\nHuế |\nHà Nội |');
    expect(reading.report.outcome).toBe('accepted');
    expect(codesOf(reading)).toEqual(['header-missing', 'value-missing']);
    expect(findingOf(reading, 'header-missing').message.en).toContain(
      '“dti.infrastructure”, “mobile.speed”, “ekyc.share”',
    );
    expect(findingOf(reading, 'value-missing').message).toEqual({
      vi: '2 dòng không có giá trị nào: 3, 4.',
      en: '2 rows have no value: 3, 4.',
    });
  });
});

describe('headings', () => {
  it('are reported all at once', async () => {
    const reading = await read(
      'unit | dti.awarenes | Nhận thức số | dti.awareness | Ghi chú\n48 | 1 | 1 | 1 | x',
    );
    expect(codesOf(reading)).toEqual([
      'header-unknown',
      'header-duplicate',
      'header-unknown',
      'header-missing',
    ]);
    expect(reading.report.findings[0]).toMatchObject({
      severity: 'error',
      row: 1,
      column: 'dti.awarenes',
      mend: { en: expect.stringContaining('“dti.awareness”') },
    });
    expect(findingOf(reading, 'header-duplicate').message.en).toBe(
      'Two columns are the same: “Nhận thức số” and “dti.awareness”.',
    );
  });

  it('need a unit and at least one indicator', async () => {
    const reading = await read('period | Ghi chú\n2022 | x');
    expect(codesOf(reading)).toEqual(['header-unknown', 'header-missing', 'header-missing']);
    expect(reading.part).toBeUndefined();
  });

  it('must stand above every value', async () => {
    const reading = await read('unit | | dti.awareness\n48 | | 1\n46 | 0.5 | 1\n79 | 0.5 | 1');
    expect(codesOf(reading).filter((code) => code === 'header-missing')).toHaveLength(2);
    expect(reading.report.findings[0]).toMatchObject({ row: 3, column: 'B', severity: 'error' });
  });

  it('that fit two indicators are refused with both identifiers', async () => {
    const twins = dti2022.indicators
      .slice(0, 2)
      .map((each) => ({ ...each, name: { vi: 'Điểm', en: 'Score' } }));
    const definition = editionOf([{ ...dti2022, indicators: twins }]);
    const reading = await read('unit | Điểm\n48 | 1', { definition, cohort: 'provinces' });
    expect(findingOf(reading, 'header-unknown').message.en).toContain(
      '“dti.awareness”, “dti.infrastructure”',
    );
  });
});

describe('rows', () => {
  it('name every fault by row and column, and still check the other cells', async () => {
    const reading = await read(`
      unit       | dti.awareness | mobile.speed | period
      Đà Nãngg   | nhiều         | 50           | 2022
                 | 0.5           | 60           | 2021
      Huế        | 1.2           | -3           | 2022
      Hà Nội     | 0,9238        | 91%          | 2022
    `);
    expect(
      reading.report.findings
        .filter(({ severity }) => severity === 'error')
        .map(({ code, row, column, value }) => [code, row, column, value]),
    ).toEqual([
      ['unit-unknown', 2, 'unit', 'Đà Nãngg'],
      ['value-not-a-number', 2, 'dti.awareness', 'nhiều'],
      ['period-mismatch', 3, 'period', '2021'],
      ['unit-missing', 3, 'unit', ''],
      ['value-out-of-range', 4, 'dti.awareness', '1.2'],
      ['value-out-of-range', 4, 'mobile.speed', '-3'],
      ['value-ambiguous', 5, 'dti.awareness', '0,9238'],
      ['value-ambiguous', 5, 'mobile.speed', '91%'],
    ]);
    expect(reading.report).toMatchObject({ outcome: 'rejected', rows: 4, total: { errors: 8, warnings: 1 } });
    expect(reading.part).toBeUndefined();
  });

  it('say in both languages what was meant and what to do', async () => {
    const reading = await read('unit | dti.awareness | mobile.speed\nĐà Nãngg | 0,9238 | 91%');
    expect(findingOf(reading, 'unit-unknown')).toMatchObject({
      message: {
        vi: '“Đà Nãngg” không phải là đơn vị của nhóm “63 tỉnh, thành phố”.',
        en: '“Đà Nãngg” is not a unit of “63 provinces and cities”.',
      },
      mend: {
        vi: expect.stringContaining('Có phải là “Đà Nẵng” hoặc “Đắk Nông”?'),
        en: expect.stringContaining('Did you mean “Da Nang” or “Dak Nong”?'),
      },
    });
    const [decimal, percent] = reading.report.findings.filter(({ code }) => code === 'value-ambiguous');
    expect(decimal?.message.en).toBe(
      '“0,9238” may be read as 9238 or 0.9238; numbers of this edition have a decimal point (1,234.5).',
    );
    expect(percent?.message.vi).toBe('“91%” có thể là 91 hoặc 0.91; đơn vị tính của cột là “Mbps”.');
  });

  it.each([
    '2022-03-05',
    '2022-03-05 12:00:00',
    '5-Mar',
    '5/3',
    '05/03/2022',
  ])('say of %s that Excel has made a date of it', async (cell) => {
    const reading = await read(`unit | dti.awareness\nHuế | ${cell}`);
    expect(findingOf(reading, 'value-not-a-number').mend.en).toMatch(/^The cell became a date/);
  });

  it('are read as fast however their letters are piled with marks', async () => {
    // To put 300,000 marks in order takes minutes.
    const piled = `Hue${'\u0301\u0323'.repeat(150_000)}`;
    const reading = await read(`unit | dti.awareness\n${piled} | 0.5\n${piled} | ${piled}`);
    expect(codesOf(reading).filter((code) => code.endsWith('unknown'))).toHaveLength(2);
    expect(tidyText(piled).length).toBeLessThan(40);
  });

  it('with the wrong number of cells are not read, since their cells may have moved', async () => {
    const reading = await read(
      'unit | dti.awareness | mobile.speed\n48 | 0 | 9238 | 5\n46 | 0.5\n79 | 1 | 2',
    );
    expect(reading.report.findings.filter(({ code }) => code === 'file-malformed')).toMatchObject([
      { row: 2, message: { en: 'Row 2 has 4 cells where the headings make 3 columns.' } },
      { row: 3, message: { vi: 'Dòng 3 có 2 ô, trong khi dòng tiêu đề có 3 cột.' } },
    ]);
  });

  it('of one unit may not differ', async () => {
    const reading = await read('unit | dti.awareness\nĐà Nẵng | 1\nHuế | 0.5\nDa Nang City | 0.9');
    expect(findingOf(reading, 'row-duplicate')).toMatchObject({
      severity: 'error',
      row: 4,
      message: { en: 'Rows 2 and 4 are both for “Da Nang City” and differ.' },
      mend: { vi: 'Giữ một trong hai dòng 2 và 4.' },
    });
  });

  it('that say the same twice count once, with a warning', async () => {
    const reading = await read('unit | dti.awareness\nĐà Nẵng | 1.0\nĐÀ NẴNG | 1.00');
    expect(findingOf(reading, 'row-duplicate').severity).toBe('warning');
    expect(reading.part).toMatchObject({ observations: [{ value: 1 }] });
  });

  it('may use a code that means another unit today', async () => {
    const [anGiang, kienGiang] = ['vn-an-giang', 'vn-kien-giang'].map(
      (id) => provinces63.find((province) => province.id === id)!,
    );
    const then = { scheme: 'gso', to: '2025-06-30' };
    const definition = editionOf([
      {
        ...dti2022,
        units: [
          {
            ...anGiang!,
            codes: [
              { ...then, value: '89' },
              { scheme: 'gso', value: '91', from: '2025-07-01' },
            ],
          },
          { ...kienGiang!, codes: [{ ...then, value: '91' }], to: '2025-06-30' },
        ],
      },
    ]);
    const { part } = await read('unit | dti.awareness\n91 | 0.4', { definition, cohort: 'provinces' });
    expect(part).toMatchObject({ observations: [{ unit: 'vn-kien-giang' }] });
  });
});

describe("a reporter's scope", () => {
  it('is kept by unit: rows of others must be blank', async () => {
    const target = reportedBy({ agency: 'da-nang', units: ['vn-da-nang'] });
    const reading = await read('unit | dti.awareness\nĐà Nẵng | 1\nHuế |\nHà Nội | 0.5', target);
    expect(codesOf(reading).filter((code) => code !== 'header-missing')).toEqual(['unit-not-yours']);
    expect(findingOf(reading, 'unit-not-yours')).toMatchObject({ row: 4, value: 'Hà Nội', column: 'unit' });
  });

  it('is kept by indicator: one finding a column, and none for a blank one', async () => {
    const target = reportedBy({ agency: 'da-nang', indicators: ['dti.awareness'] });
    const reading = await read(
      'unit | dti.awareness | dti.infrastructure | mobile.speed\n48 | 1 | | 50\n46 | 0.5 | | 60',
      target,
    );
    expect(codesOf(reading)).toEqual(['indicator-not-yours']);
    expect(findingOf(reading, 'indicator-not-yours')).toMatchObject({
      row: 2,
      column: 'mobile.speed',
      value: '50',
    });
  });

  it('may be several entries, each with its own units and indicators', async () => {
    const target = reportedBy(
      { agency: 'da-nang', units: ['vn-da-nang'] },
      { agency: 'da-nang', units: ['vn-hue'], indicators: ['dti.awareness'] },
    );
    const table = 'unit | dti.awareness | mobile.speed\nĐà Nẵng | 1 | 50\nHuế | 0.5 |';
    expect((await read(table, target)).report.outcome).toBe('accepted');
    expect(codesOf(await read(`${table} 60`, target))).toContain('indicator-not-yours');
  });

  it('says once that the cohort is not the agency’s', async () => {
    const target = reportedBy({ agency: 'da-nang', cohorts: ['published'] }, { agency: 'mic' });
    const reading = await read('unit | dti.awareness\nĐà Nẵng | 1\nHuế | 0.5', target);
    expect(codesOf(reading).filter((code) => code !== 'header-missing')).toEqual(['cohort-not-yours']);
    expect(reading.part).toBeUndefined();
  });
});

describe('a file with nothing in it', () => {
  it.each([
    ['no row at all', '', 'file-empty'],
    ['blank rows', '| |\n|', 'file-empty'],
    ['headings alone', 'unit | dti.awareness', 'file-empty'],
    ['no value', 'unit | dti.awareness\nĐà Nẵng |', 'value-missing'],
  ])('is rejected: %s', async (_, text, code) => {
    const reading = await read(text);
    expect(reading.report.outcome).toBe('rejected');
    expect(reading.report.findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ code }]);
    expect(reading.part).toBeUndefined();
  });
});

describe('a report', () => {
  it('keeps 1,000 findings, errors first, and counts the others', async () => {
    const lines = Array.from({ length: 1_500 }, (_, i) => `Nơi ${i} | 0.5`);
    const { report } = await read(['unit | dti.awareness', 'Đà Nẵng |', ...lines].join('\n'));
    expect(report.findings).toHaveLength(1_000);
    expect(report.findings.every(({ severity }) => severity === 'error')).toBe(true);
    expect(report.total).toEqual({ errors: 1_500, warnings: 2 });
  });

  it('repeats at most 80 characters of a cell, none of them a control character', async () => {
    const reading = await read(`unit | dti.awareness\nĐà Nẵng | \u001b[31m${'😀'.repeat(200)}`);
    const { value, message } = findingOf(reading, 'value-not-a-number');
    expect([...value!]).toHaveLength(80);
    expect(message.en).not.toMatch(/\p{Cc}/u);
  });

  it('repeats nothing that would turn around how the words after it are read', async () => {
    const reading = await read('unit | dti.awareness\nHuế | \u202e5.0\u2066');
    expect(findingOf(reading, 'value-out-of-range').message.en).toBe(
      '“ 5.0 ” reads 5, above the maximum of 1.',
    );
  });

  it('names the cohorts when the one asked for does not exist', async () => {
    const reading = await read('unit | dti.awareness\n48 | 1', { ...computedTarget(), cohort: 'districts' });
    expect(codesOf(reading)).toEqual(['definition-reference']);
    expect(reading.report.findings[0]?.mend.en).toContain('provinces, published');
  });
});
