import { stringify } from 'csv-stringify/sync';
import { regionRanks } from '../domain/release/region-ranks.ts';
import type { ResultRow, Run } from '../domain/release/run.ts';
import type { Ranking } from './rank.ts';
import type { Language } from './words.ts';

/** A ranking for programs and spreadsheets. A text that a spreadsheet would run as a formula gets a `'` before it. */
export function formatCsv({ run, cohort, node }: Ranking, language: Language, byRegion = false): string {
  const common = {
    index: run.index,
    period: run.period,
    cohort: cohort.id,
    origin: cohort.origin,
    node: node.code,
    sample: sampleMark(run),
  };
  const ranks = byRegion ? regionRanks(node.rows) : undefined;
  const records = node.rows.map((row) => ({
    ...common,
    ...fields(row, language),
    region: row.unit.region,
    region_rank: ranks?.get(row.unit.id),
  }));
  const columns = [...COLUMNS, ...(byRegion ? ['region', 'region_rank'] : [])];
  return stringify(records, { header: true, columns, escape_formulas: true });
}

/** Marks figures that are made up to show a method. */
export const sampleMark = ({ sample }: Pick<Run, 'sample'>): string => (sample ? 'true' : '');

const COLUMNS = [
  'index',
  'period',
  'cohort',
  'origin',
  'node',
  'rank',
  'unit',
  'code',
  'name',
  'score',
  'grade',
  'status',
  'reason',
  'rank_change',
  'score_change',
  'source',
  'sample',
] as const;

const fields = (
  { unit, score, rank, grade, status, reason, change, source }: ResultRow,
  language: Language,
) => ({
  rank,
  unit: unit.id,
  code: unit.code,
  name: unit.name[language],
  score,
  grade,
  status,
  reason: reason?.[language],
  rank_change: change?.rank,
  score_change: change?.score,
  source,
});
