import { describe, expect, it } from 'vitest';
import type { Edition } from '../../../domain/methodology/definitions.ts';
import { readTable } from '../../../domain/submission/read-table.ts';
import { computedTarget, dti2022, dtiIndicators, editionOf } from '../../builders/submission-target.ts';
import { codesOf, findingOf, tableRows } from '../../builders/table-rows.ts';

const read = (text: string, target = computedTarget()) => readTable(tableRows(text), target);

const reportedBy = (...reporters: Edition['reporters']) => computedTarget({ reporters }, 'da-nang');

describe('a file with a row an observation', () => {
  it('says the same as one with a row a unit', async () => {
    const long = await read(`
      Đơn vị   | Mã chỉ tiêu        | Giá trị
      Đà Nẵng  | dti.awareness      | 1.0000
      Huế      | Nhận thức số       | 0.9167
      Đà Nẵng  | Digital infrastructure | 0.8253
      48       | ekyc.share         | 81 %
      Huế      | ekyc.share         | n/a
    `);
    const wide = await read(`
      unit     | dti.awareness | dti.infrastructure | ekyc.share
      Huế      | 0.9167        |                    | n/a
      Đà Nẵng  | 1             | 0.8253             | 81
    `);
    expect(long.report.total).toEqual({ errors: 0, warnings: 0 });
    expect(long.part).toEqual(wide.part);
  });

  it('need not name the unit when the agency reports on one', async () => {
    const target = reportedBy({ agency: 'da-nang', units: ['vn-da-nang'] });
    const long = await read('indicator | value\ndti.awareness | 0.5\nmobile.speed | 60', target);
    expect(long.part).toMatchObject({ observations: [{ unit: 'vn-da-nang' }, { unit: 'vn-da-nang' }] });
    const wide = await read('dti.awareness | mobile.speed\n0.5 | 60', target);
    expect(wide.part).toEqual(long.part);
    expect(codesOf(await read('indicator | value\ndti.awareness | 0.5'))).toContain('header-missing');
  });

  it('may say what a value is, or why there is none, and remark on it', async () => {
    const { report, part } = await read(`
      unit | indicator          | value | status              | note
      48   | dti.awareness      | 0.5   | Ước tính            | từ mẫu 2%
      48   | dti.infrastructure |       | Chưa thu thập được  |
      46   | dti.awareness      | 0.6   | P                   |
      46   | dti.infrastructure | n/a   | suppressed          |
      46   | mobile.speed       |       |                     |
    `);
    expect(report).toMatchObject({ outcome: 'accepted', total: { errors: 0, warnings: 1 } });
    expect(part).toMatchObject({
      observations: [
        { unit: 'vn-da-nang', value: 0.5, status: 'E', note: 'từ mẫu 2%' },
        { unit: 'vn-hue', value: 0.6, status: 'P' },
        { unit: 'vn-da-nang', value: null, status: 'L' },
        { unit: 'vn-hue', value: null, status: 'Q' },
      ],
    });
  });

  it('is told of every fault by cell', async () => {
    const reading = await read(`
      unit    | indicator     | value | status
      Đà Nãngg | dti.awareness | 1.5   |
      48      | dti.awarenes  | 0.5   |
      48      | dti.awareness | 0.5   | missing
      46      | dti.awareness | 0.5   | M
      79      | dti.awareness |       | A
    `);
    expect(reading.report.findings.map(({ code, cell, value }) => [code, cell, value])).toEqual([
      ['unit-unknown', 'A2', 'Đà Nãngg'],
      ['value-out-of-range', 'C2', '1.5'],
      ['indicator-unknown', 'B3', 'dti.awarenes'],
      ['status-unknown', 'D4', 'missing'],
      ['status-mismatch', 'D5', 'M'],
      ['status-mismatch', 'D6', 'A'],
    ]);
    for (const { rule, mend, message } of reading.report.findings)
      for (const text of [rule!, mend, message]) expect(text.vi && text.en).toBeTruthy();
  });

  it('gives each value once', async () => {
    const rows = 'unit | indicator | value\n48 | dti.awareness | 1\nĐà Nẵng | Nhận thức số';
    expect(codesOf(await read(`${rows} | 1.0`))).toEqual(['row-duplicate']);
    expect((await read(`${rows} | 0.9`)).report.outcome).toBe('rejected');
  });

  it('may hold what a template tells for reference, which is not read', async () => {
    const { report, part } = await read(`
      Đơn vị  | Mã chỉ tiêu   | Tên chỉ tiêu | Đơn vị tính | Giá trị kỳ trước | Giá trị đã có | Nguồn đã có | Giá trị | Lý do | Ghi chú
      Đà Nẵng | dti.awareness | Nhận thức số | ratio       | 0.4              |               |             | 0.5     |       |
      Đà Nẵng | mobile.speed  | Tốc độ       | Mbps        |                  | 60            | mic         |         |       |
    `);
    expect(report.total).toEqual({ errors: 0, warnings: 0 });
    expect(part).toMatchObject({ observations: [{ indicator: 'dti.awareness', value: 0.5 }] });
  });
});

describe('rules between values', () => {
  const target = (more: object) => {
    const [awareness, infrastructure, ...others] = dtiIndicators;
    const indicators = [{ ...awareness!, ...more }, infrastructure!, ...others];
    return { definition: editionOf([{ ...dti2022, indicators }]), cohort: 'provinces' };
  };

  it('a part is not above its whole, in whatever order they come', async () => {
    const limited = target({ atMost: 'dti.infrastructure' });
    const wide = await read(
      'unit | dti.awareness | dti.infrastructure\n48 | 0.9 | 0.8\n46 | 0.8 | 0.8',
      limited,
    );
    expect(findingOf(wide, 'value-above-whole')).toMatchObject({ severity: 'error', row: 2, cell: 'B2' });
    expect(wide.report.total.errors).toBe(1);
    const long = await read(
      'unit | indicator | value\n48 | dti.infrastructure | 0.8\n46 | dti.awareness | 0.7\n48 | dti.awareness | 0.9',
      limited,
    );
    expect(findingOf(long, 'value-above-whole')).toMatchObject({ row: 4, cell: 'C4' });
    expect(findingOf(long, 'value-above-whole').message.en).toBe(
      '“Digital awareness” is 0.9, above “dti.infrastructure”, which is 0.8 (row 2).',
    );
  });

  it('a large change since the edition before asks for a note', async () => {
    const before = new Map([
      ['vn-da-nang', 0.5],
      ['vn-hue', 0.2],
    ]);
    const previous = { period: '2021', value: (_: string, unit: string) => before.get(unit) };
    const text = (note: string) =>
      `unit | indicator | value | note\n48 | dti.awareness | 0.65 | ${note}\n46 | dti.awareness | 0.25 |\n79 | dti.awareness | 1 |`;
    const absolute = { ...target({ plausibleChange: { absolute: 0.1 } }), previous };
    const reading = await read(text(''), absolute);
    expect(reading.report).toMatchObject({ outcome: 'accepted', total: { errors: 0, warnings: 1 } });
    expect(findingOf(reading, 'value-unlikely')).toMatchObject({
      severity: 'warning',
      cell: 'C2',
      message: { en: '0.65 is far from 0.5, the value of 2021.' },
    });
    expect((await read(text('mới triển khai'), absolute)).report.findings).toEqual([]);
    const relative = { ...target({ plausibleChange: { relative: 0.26 } }), previous };
    expect((await read(text(''), relative)).report.total.warnings).toBe(1);
  });
});

describe('titles above the headings', () => {
  it('are left out', async () => {
    const { report, part } = await read(`
      BỘ THÔNG TIN VÀ TRUYỀN THÔNG | |
      Bảng số liệu năm 2022        | |
      Tỉnh                         | Nhận thức số | Năm
      Đà Nẵng                      | 0.5          | 2022
    `);
    expect(report).toMatchObject({ rows: 1, total: { errors: 0 } });
    expect(part).toMatchObject({ observations: [{ unit: 'vn-da-nang', value: 0.5 }] });
  });

  it('may hold headings that are merged over two rows', async () => {
    const { report, part } = await read(`
      Bảng số liệu |              |            |
      Tỉnh         | Chuyển đổi   |            | Năm
                   | Nhận thức số | Hạ tầng số |
      Đà Nẵng      | 0.5          | 0.6        | 2022
    `);
    expect(report).toMatchObject({ rows: 1, total: { errors: 0 } });
    expect(part).toMatchObject({ observations: [{ unit: 'vn-da-nang', value: 0.5 }, { value: 0.6 }] });
  });

  it('are not looked for beyond twenty rows', async () => {
    const titles = 'x\n'.repeat(20);
    expect(codesOf(await read(`${titles}unit | dti.awareness\n48 | 1`))).toContain('header-unknown');
  });
});
