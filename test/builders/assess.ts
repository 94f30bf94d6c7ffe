import { createRankIntervals } from '../../adapters/dynamodb/rank-intervals.ts';
import { assessRanks } from '../../use-cases/assess-ranks.ts';
import type { PublicTable } from '../unit/api/public-table.ts';

/** How sure the ranks of an edition's current release are, kept as `assess-ranks` keeps it. */
export async function assess(table: PublicTable, index: string, period: string): Promise<void> {
  const { run, cohorts } = table.pointers[index]![period]!;
  const intervals = createRankIntervals({ client: table.client, tableName: 'civindex' });
  await assessRanks({ ...table.records, runs: table.reader, intervals }, run, cohorts);
}
