import type { RankIntervals } from '../../use-cases/assess-ranks.ts';
import type { RankInterval } from '../../use-cases/read-ports.ts';
import { assessedItems } from './keys.ts';
import type { RankingPage, RunItem, UnitChunk } from './run-items.ts';
import { queryAll, type Table, updateItem } from './table.ts';

/** Writes at a time. */
const lanes = 8;

/**
 * Each item that shows a unit at the total gets its interval beside the body, so that readers need no further read.
 * The body stays as it is: a run that is written again is announced again, and then assessed again.
 */
export const createRankIntervals = (table: Table): RankIntervals => ({
  async keep({ run, cohort, total }, intervals) {
    for (const place of assessedItems(run, cohort, total)) {
      const items = await queryAll<RunItem>(table, place);
      for (let start = 0; start < items.length; start += lanes)
        await Promise.all(items.slice(start, start + lanes).map((item) => assess(table, item, intervals)));
    }
  },
});

function assess(table: Table, { pk, sk, body }: RunItem, intervals: ReadonlyMap<string, RankInterval>) {
  const own = unitsIn(JSON.parse(body)).flatMap((unit) => {
    const interval = intervals.get(unit);
    return interval ? [[unit, interval] as const] : [];
  });
  return updateItem(
    table,
    { pk, sk },
    {
      UpdateExpression: 'SET intervals = :intervals',
      ConditionExpression: 'attribute_exists(pk)',
      values: { ':intervals': JSON.stringify(Object.fromEntries(own)) },
    },
  );
}

const unitsIn = (body: RankingPage | UnitChunk): string[] =>
  'rows' in body ? body.rows.map(({ unit }) => unit.id) : Object.keys(body.units);
