import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readUpload } from '../../../adapters/files/read-upload.ts';
import { templateCsv, templateXlsx } from '../../../adapters/files/write-template.ts';
import type { SubmissionTarget } from '../../../domain/submission/table.ts';
import { makeTemplate, type Template, type TemplateSource } from '../../../domain/submission/template.ts';
import { templateSchema } from '../../../domain/submission/template-schema.ts';
import { fileBytes } from '../../builders/file-bytes.ts';
import { computedTarget, dti2022, importedTarget, published2022 } from '../../builders/submission-target.ts';

const source = (target: SubmissionTarget, more: Partial<TemplateSource> = {}): TemplateSource => ({
  target,
  language: 'vi',
  known: [],
  ...more,
});
const computed = (more: Partial<TemplateSource> = {}, target = computedTarget()) =>
  makeTemplate(source(target, more), dti2022);

/** Fills in by heading, from the row's number among the data. */
function fill(template: Template, values: Record<number, Record<string, string | number>>): Template {
  const rows = template.rows.map((row, i) => {
    const cells = [...row.cells];
    for (const [heading, value] of Object.entries(values[i] ?? {}))
      cells[template.columns.findIndex((column) => column.heading === heading)] = value;
    return { ...row, cells };
  });
  return { ...template, rows };
}

describe('a template', () => {
  it('asks for each value that the agency may report, and shows what is known', () => {
    const reporters = [
      {
        agency: 'da-nang',
        units: ['vn-da-nang'],
        indicators: ['dti.awareness', 'mobile.speed', 'ekyc.share'],
      },
    ];
    const observed = { unit: 'vn-da-nang', status: 'A' as const };
    const template = computed(
      {
        previous: { period: '2021', value: (indicator) => (indicator === 'dti.awareness' ? 0.4 : undefined) },
        known: [
          { ...observed, indicator: 'mobile.speed', value: 60, by: 'mic, network/2022', own: false },
          { ...observed, indicator: 'ekyc.share', value: 81, note: 'mẫu', status: 'E', by: '', own: true },
        ],
      },
      computedTarget({ reporters }, 'da-nang'),
    );
    expect(template.rows.map(({ cells }) => cells)).toEqual([
      ['Đà Nẵng', 'dti.awareness', 'Nhận thức số', 'ratio', 0.4, null, null, null, null, null],
      ['Đà Nẵng', 'mobile.speed', 'Tốc độ di động', 'Mbps', null, 60, 'mic, network/2022', null, null, null],
      ['Đà Nẵng', 'ekyc.share', 'Tỷ lệ định danh', 'phần trăm', null, null, null, 81, 'Ước tính', 'mẫu'],
    ]);
    expect(template.rows.map(({ isGiven }) => isGiven)).toEqual([undefined, true, undefined]);
    expect(template.guide.every(({ vi, en }) => vi && en)).toBe(true);
  });

  it('asks for evidence where values are verified, and takes it back', async () => {
    const target = computedTarget({ verification: 'optional' });
    const evidence = 'https://danang.test/awareness.pdf';
    const template = computed({ language: 'en' }, target);
    expect(template.columns.at(-1)).toMatchObject({ heading: 'Evidence', input: true });
    expect(template.guide.some(({ en }) => en.includes('“Evidence”'))).toBe(true);
    const filled = fill(template, { 1: { Value: 0.9, Evidence: evidence } });
    const { part } = await readUpload(fileBytes(await templateXlsx(filled)), target);
    expect(part).toMatchObject({ observations: [{ value: 0.9, evidence }] });
    expect(JSON.stringify(templateSchema(template))).toContain('"Evidence"');
    const [observation] = part?.kind === 'observations' ? part.observations : [];
    const again = computed({ language: 'en', known: [{ ...observation!, by: '', own: true }] }, target);
    expect(again.rows[1]!.cells.at(-1)).toBe(evidence);
    expect(computed({ language: 'en' }).columns.map(({ heading }) => heading)).not.toContain('Evidence');
  });

  describe.each(['vi', 'en'] as const)('in %s, filled in, uploads as it is', (language) => {
    const [value, status, note] =
      language === 'vi' ? ['Giá trị', 'Trạng thái', 'Ghi chú'] : ['Value', 'Status', 'Note'];
    const missing = language === 'vi' ? 'Chưa thu thập được' : 'Not collected';
    const filled = fill(computed({ language }), {
      0: { [value]: 0.9238, [note]: '=1+1' },
      1: { [status]: missing },
      130: { [value]: 1204.5 },
    });
    const expected = [
      { unit: 'vn-ha-giang', value: null, status: 'L' },
      { unit: 'vn-hanoi', value: 0.9238, status: 'A', note: expect.stringContaining('=1+1') },
      { indicator: 'mobile.speed', value: 1204.5, status: 'A' },
    ];

    it('as XLSX, whatever way the edition writes numbers', async () => {
      const bytes = await templateXlsx(filled);
      for (const numbers of ['vi', 'en'] as const) {
        const { report, part } = await readUpload(
          fileBytes(bytes),
          computedTarget({ submission: { numbers } }),
        );
        expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(part).toMatchObject({ observations: expected });
      }
    });

    it('as CSV, in the numbers of the edition', async () => {
      for (const numbers of ['vi', 'en'] as const) {
        const csv = templateCsv({ ...filled, numbers });
        const { report, part } = await readUpload(
          fileBytes(csv),
          computedTarget({ submission: { numbers } }),
        );
        expect(report.total.errors).toBe(0);
        expect(part).toMatchObject({ observations: expected });
        expect(csv).toContain("'=1+1");
      }
    });

    it('for an imported cohort', async () => {
      const template = makeTemplate(source(importedTarget(), { language }), published2022);
      const [score, rank] = language === 'vi' ? ['Điểm', 'Hạng'] : ['Score', 'Rank'];
      const bytes = await templateXlsx(fill(template, { 0: { [score]: 0.8002, [rank]: 1 } }));
      const { report, part } = await readUpload(fileBytes(bytes), importedTarget());
      expect(report.total.errors).toBe(0);
      expect(part).toMatchObject({ rows: [{ node: 'dti', score: 0.8002, rank: 1 }] });
    });
  });

  it('is locked but for the cells to fill in, which say what they take', async () => {
    const template = computed({
      known: [{ indicator: 'dti.awareness', unit: 'vn-hanoi', value: 1, status: 'A', by: 'mic', own: false }],
    });
    const workbook = await readXlsx(await templateXlsx(template), { readStyles: true });
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['Hướng dẫn', 'Số liệu']);
    const data = workbook.sheets[1]!;
    expect(data.protection?.sheet).toBe(true);
    const isOpen = (place: string) => data.cells?.get(place)?.style?.protection?.locked === false;
    expect([isOpen('0,7'), isOpen('1,6'), isOpen('1,7'), isOpen('2,7'), isOpen('2,9')]).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(data.dataValidations?.map(({ type, range, formula2 }) => [type, range, formula2])).toEqual([
      ['decimal', 'H2:H127', '1'],
      ['decimal', 'H128:H190', undefined],
      ['decimal', 'H191:H253', '100'],
      ['list', 'I2:I253', undefined],
    ]);
  });

  it('is told to programs as a JSON Schema', () => {
    expect(templateSchema(computed({ language: 'en' }))).toMatchObject({
      type: 'array',
      items: {
        required: ['Unit', 'Indicator'],
        properties: {
          Indicator: { enum: ['dti.awareness', 'dti.infrastructure', 'mobile.speed', 'ekyc.share'] },
          Value: { type: ['number', 'null'] },
          Status: { enum: expect.arrayContaining([null, 'Not collected']) },
        },
        allOf: expect.arrayContaining([
          {
            if: { properties: { Indicator: { const: 'ekyc.share' } } },
            // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
            then: { properties: { Value: { minimum: 0, maximum: 100 } } },
          },
        ]),
      },
    });
  });
});
