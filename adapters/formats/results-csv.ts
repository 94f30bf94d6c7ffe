import type { Results } from '../../use-cases/get-results.ts';
import { type Cell, toCsv } from './delimited-text.ts';

/** What each column holds, in Table Schema's words (Frictionless). The order never changes; columns are added last. */
export const resultColumns = [
  { name: 'index', type: 'string', description: 'Id of the index' },
  { name: 'period', type: 'string', description: 'Reference year' },
  { name: 'revision', type: 'integer', description: 'Release of the edition, from 1' },
  { name: 'cohort', type: 'string', description: 'Units that are ranked together' },
  { name: 'origin', type: 'string', description: 'computed, imported or restated' },
  { name: 'node', type: 'string', description: 'Code of the index, pillar or indicator' },
  { name: 'unit', type: 'string', description: 'Id of the unit' },
  { name: 'code', type: 'string', description: 'Official code in that year' },
  { name: 'name_vi', type: 'string', description: 'Vietnamese name' },
  { name: 'name_en', type: 'string', description: 'English name' },
  { name: 'region', type: 'string', description: 'Id of the region' },
  { name: 'score', type: 'number', description: 'Published score' },
  { name: 'rank', type: 'number', description: 'Published rank' },
  { name: 'grade', type: 'string', description: 'Published grade' },
  { name: 'status', type: 'string', description: 'ranked or not-ranked' },
  { name: 'rank_change', type: 'number', description: 'Places risen since the edition before' },
  { name: 'score_change', type: 'number', description: 'Change of the score since the edition before' },
  { name: 'source', type: 'string', description: 'Where an imported figure was printed' },
  { name: 'sample', type: 'string', description: 'true where the figures are made up to show a method' },
] as const;

export const resultsCsv = (results: Results): string =>
  toCsv(
    resultColumns.map(({ name }) => name),
    resultRows(results),
  );

/** In the order of the columns. */
export const resultRows = ({ index, period, release, cohort, records }: Results): Cell[][] =>
  records.map((row) => [
    ...[index.id, period, release.revision, cohort.id, row.origin, row.node, row.unit, row.code],
    ...[row.name.vi, row.name.en, row.region, row.score, row.rank, row.grade, row.status],
    ...[row.rankChange, row.scoreChange, row.source, release.sample ? 'true' : null],
  ]);
