import { describe, expect, it } from 'vitest';
import { readTable } from '../../../domain/submission/read-table.ts';
import { valuesOf } from '../../../use-cases/previous-values.ts';
import { edition, nodeOf, partsOf, resultOf, rowsOf, runOf } from './seeds.ts';

const id = 'e-government-scorecard-sample/2024';
const definition = edition(id);
const rows = rowsOf({ index: 'e-government-scorecard-sample', period: '2024', cohort: 'cities' });

/** The findings about the edition's own file with one value of Đà Nẵng changed, beside last edition's values. */
async function findings(indicator: string, value: string, note = '') {
  const before = await partsOf('e-government-scorecard-sample/2023');
  const previous = valuesOf(
    '2023',
    before.map(({ part }) => part),
  );
  const items = rows.map((cells, i) => {
    const concerned = cells[0] === 'Đà Nẵng' && cells[1] === `egov-scorecard.${indicator}`;
    const changed = concerned ? cells.with(2, value) : cells;
    return { row: i + 1, cells: [...changed, i === 0 ? 'note' : concerned ? note : ''] };
  });
  const { report } = await readTable(items, { definition, cohort: 'cities', agency: 'civindex', previous });
  return report.findings.map(({ code, severity, column }) => ({ code, severity, column }));
}

describe('the sample scorecard', () => {
  it('adds points of a ratio, a table of steps, a volume, and a bonus that is capped', async () => {
    const run = await runOf(id);
    // 0.95 × 20 + 15 for 1500 of 1620 services + 30 × 110 000 ÷ 160 000 + 8 and 4 capped at 10
    expect(resultOf(nodeOf(run, 'cities'), 'da-nang')).toEqual([64.63, 2]);
    expect(resultOf(nodeOf(run, 'cities', 'portal'), 'da-nang')[0]).toBe(10);
  });

  it('is taken as it is, beside the edition before', async () => {
    expect(await findings('services', '1620')).toEqual([]);
  });

  it('refuses a part that is above its whole', async () => {
    expect(await findings('online-services', '1621')).toEqual([
      { code: 'value-above-whole', severity: 'error', column: 'value' },
    ]);
  });

  it('doubts a large change since the edition before, until a note explains it', async () => {
    expect(await findings('dossiers', '240000')).toEqual([
      { code: 'value-unlikely', severity: 'warning', column: 'value' },
    ]);
    expect(await findings('dossiers', '240000', 'Two systems were joined')).toEqual([]);
  });
});
