import { describe, expect, test } from 'vitest';
import {
  compute,
  edition,
  importedCohort,
  nodeOf,
  publishedResults,
  rowsById,
  text,
} from './build-edition.ts';

const dti2022 = edition('2022', importedCohort());
const printed = publishedResults('2022', [
  { unit: 'hue', node: 'total', rank: 4, source: 'dti.gov.vn' },
  { unit: 'da-nang', node: 'total', score: 0.8002, rank: 1, source: 'dti.gov.vn' },
  { unit: 'bac-ninh', node: 'total', score: 0.63, grade: 'B' },
]);

describe('an imported cohort', () => {
  test('has its rows as printed, and only units that were printed', async () => {
    const { rows, decimals, parent } = nodeOf(await compute(dti2022, [printed]), 'published', 'total');
    expect(rows).toEqual([
      {
        unit: { id: 'da-nang', name: text('Đà Nẵng'), code: '48', region: 'south-central-coast' },
        score: 0.8002,
        rank: 1,
        status: 'ranked',
        source: 'dti.gov.vn',
      },
      {
        unit: { id: 'hue', name: text('Huế'), code: '46' },
        score: null,
        rank: 4,
        status: 'ranked',
        source: 'dti.gov.vn',
      },
      {
        unit: { id: 'bac-ninh', name: text('Bắc Ninh'), code: '27' },
        score: 0.63,
        rank: null,
        grade: 'B',
        status: 'not-ranked',
        reason: { vi: 'không công bố thứ hạng', en: 'rank not published' },
      },
    ]);
    expect({ decimals, parent }).toEqual({ decimals: 4, parent: null });
  });

  test('says where it was printed, lists the nodes as defined, empty ones too', async () => {
    const [cohort] = (await compute(dti2022, [printed])).cohorts;
    expect(cohort).toMatchObject({ origin: 'imported', source: { citation: 'dti.gov.vn' } });
    expect(cohort!.nodes.map(({ code, rows, decimals }) => [code, rows.length, decimals])).toEqual([
      ['total', 3, 4],
      ['government', 0, null],
    ]);
  });

  test('has no mean while scores are missing: the average of a few would mislead', async () => {
    const { statistics } = nodeOf(await compute(dti2022, [printed]), 'published', 'total');
    expect(statistics).toMatchObject({
      units: 4,
      ranked: 2,
      scored: 2,
      mean: null,
      maximum: null,
      aboveMean: null,
    });
  });

  test('has one when every unit has a score', async () => {
    const rest = publishedResults('2022', [
      { unit: 'hue', node: 'total', score: 0.6975 },
      { unit: 'quang-ninh', node: 'total', score: 0.7024, rank: 3 },
    ]);
    const { statistics, rows } = nodeOf(await compute(dti2022, [printed, rest]), 'published', 'total');
    expect(statistics).toMatchObject({ scored: 4, mean: 0.707525, minimum: 0.63, aboveMean: 1 });
    expect(rowsById(rows)['hue']).toMatchObject({ score: 0.6975, rank: 4, source: 'dti.gov.vn' });
  });

  test('takes nothing that was printed for another cohort, index or year', async () => {
    const parts = [
      publishedResults('2022', printed.rows, 'provinces-34'),
      publishedResults('2021', printed.rows),
      { ...printed, index: 'ict-index-province' },
    ];
    expect(nodeOf(await compute(dti2022, parts), 'published', 'total').rows).toEqual([]);
  });
});
