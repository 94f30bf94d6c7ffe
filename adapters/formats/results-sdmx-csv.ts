import type { ResultRecord, Results } from '../../use-cases/get-results.ts';
import { toCsv } from './delimited-text.ts';

const columns = ['STRUCTURE', 'STRUCTURE_ID', 'ACTION', 'REF_AREA', 'INDICATOR', 'MEASURE', 'TIME_PERIOD'];

/**
 * SDMX-CSV 2.0: a row an observation, a series a unit, node and measure. Figures that there are not are observations
 * with the status M (cannot exist, CL_OBS_STATUS) and no value.
 */
export const resultsSdmxCsv = (results: Results): string =>
  toCsv(
    [...columns, 'OBS_VALUE', 'OBS_STATUS'],
    results.records.flatMap((record) =>
      (['score', 'rank'] as const).map((measure) => rowOf(results, record, measure)),
    ),
  );

function rowOf({ index, period, release, cohort }: Results, record: ResultRecord, measure: 'score' | 'rank') {
  const value = record[measure];
  const status = value === null ? 'M' : release.sample ? 'G' : 'A';
  const structure = `CIVINDEX:${index.id}.${cohort.id}(1.0)`;
  return [
    ...['dataflow', structure, 'R', record.unit, record.node, measure.toUpperCase(), period],
    ...[value, status],
  ];
}
