import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { alignColumns } from '../../../cli/align-columns.ts';
import type { Ranking } from '../../../cli/rank.ts';
import { formatCsv } from '../../../cli/rank-csv.ts';
import { formatTable } from '../../../cli/rank-table.ts';
import type { EditionDefinition } from '../../../domain/methodology/edition-definition.ts';
import type { Run } from '../../../domain/release/run.ts';
import type { Part } from '../../../domain/submission/part.ts';
import {
  compute,
  computedCohort,
  edition,
  importedCohort,
  observations,
  publishedResults,
} from '../release/build-edition.ts';

async function rankingOf(
  definition: EditionDefinition,
  parts: Part[],
  previous: Run | null = null,
): Promise<Ranking> {
  const run = await compute(definition, parts, previous);
  const cohort = run.cohorts[0]!;
  return { definition, run, cohort, node: cohort.nodes[0]! };
}

const dti2020 = () =>
  rankingOf(edition('2020', computedCohort()), [
    observations('2020', {
      'da-nang': [0.5346, 0.4155, 0.4964],
      hue: [0.522, 0.304, 0.3655],
      'bac-ninh': [0.4449, 0.3668, null],
    }),
  ]);

const dti2021 = async () =>
  rankingOf(
    edition('2021', computedCohort()),
    [observations('2021', { hue: [0.6, 0.6, 0.6], 'da-nang': [0.5, 0.5, 0.5], 'bac-ninh': [0.4, 0.4, 0.4] })],
    (await dti2020()).run,
  );

const printed = (source: string) =>
  rankingOf(edition('2022', importedCohort()), [
    publishedResults('2022', [
      { unit: 'da-nang', node: 'total', score: 0.8, rank: 1, grade: 'A', source },
      { unit: 'hue', node: 'total', score: 0.6975, grade: 'B' },
    ]),
  ]);

describe('the table', () => {
  test('shows rank, unit and score, then who is not ranked and why', async () => {
    expect(formatTable(await dti2020(), 'vi')).toBe(
      `DTI (DTI) · 2020 · Provinces · total
tính theo dti-2020 (2020)

Hạng  Đơn vị     Điểm
────  ───────  ──────
   1  Đà Nẵng  0.4874
   2  Huế      0.4097

xếp hạng 2/4 · trung bình 0.4486 · trung vị 0.4486

Không xếp hạng
──────────────  ─────────────────────────────────
Bắc Ninh        2 trên 3 chỉ tiêu, quy tắc cần đủ
Quảng Ninh      không có dữ liệu
`,
    );
  });

  test('shows how ranks and scores moved since the edition before', async () => {
    expect(formatTable(await dti2021(), 'en')).toContain(
      `
computed by dti-2020 (2020) · compared with 2020

Rank  Unit       Score        Change
────  ────────  ──────  ────────────
   1  Huế       0.6000  +1 (+0.1903)
   2  Đà Nẵng   0.5000  -1 (+0.0126)
   3  Bắc Ninh  0.4000
`,
    );
  });

  test('shows grade and source of printed figures, and never a mean of a few', async () => {
    const table = formatTable(await printed('dti.gov.vn'), 'en');
    expect(table).toBe(
      `DTI (DTI) · 2022 · As published · Total
as published: dti.gov.vn

Rank  Unit      Score  Grade  Source
────  ───────  ──────  ─────  ──────────
   1  Đà Nẵng  0.8000  A      dti.gov.vn

1 of 4 ranked

Not ranked   Score  Grade
──────────  ──────  ─────  ──────────────────
Huế         0.6975  B      rank not published
`,
    );
  });

  test('a source cannot steer the terminal', async () => {
    expect(formatTable(await printed('\u001b[2Jdti.gov.vn'), 'en')).not.toContain('\u001b');
  });

  test('letters with their marks written apart are as wide as they look', () => {
    const rows = ['Đà Nẵng', 'Đà Nẵng'.normalize('NFD'), 'Thừa Thiên Huế'.normalize('NFD')].map((name) => [
      name,
      '1',
    ]);
    const lines = alignColumns(
      [
        { heading: 'Đơn vị', align: 'left' },
        { heading: 'Hạng', align: 'right' },
      ],
      rows,
    );
    expect(lines.map((line) => line.normalize('NFC'))).toEqual([
      'Đơn vị          Hạng',
      '──────────────  ────',
      'Đà Nẵng            1',
      'Đà Nẵng            1',
      'Thừa Thiên Huế     1',
    ]);
  });
});

describe('CSV', () => {
  test('has a line a unit, with everything that names the figure', async () => {
    const [huế, daNang] = parse(formatCsv(await dti2021(), 'en'), { columns: true }) as Record<
      string,
      string
    >[];
    expect(huế).toEqual({
      index: 'dti-province',
      period: '2021',
      cohort: 'provinces',
      origin: 'computed',
      node: 'total',
      rank: '1',
      unit: 'hue',
      code: '46',
      name: 'Huế',
      score: '0.6',
      grade: '',
      status: 'ranked',
      reason: '',
      rank_change: '1',
      score_change: '0.1903',
      source: '',
      sample: '',
    });
    expect(daNang).toMatchObject({ rank_change: '-1' });
  });

  test.each([
    '=HYPERLINK("http://example.org")',
    '+1',
    '-1+2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
  ])('a spreadsheet takes %j for text', async (source) => {
    const [first] = parse(formatCsv(await printed(source), 'en'), { columns: true }) as Record<
      string,
      string
    >[];
    expect(first!['source']).toBe(`'${source}`);
  });
});
