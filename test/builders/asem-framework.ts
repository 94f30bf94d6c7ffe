import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Matrix } from '../../domain/engine/model.ts';
import type {
  Aggregation,
  Framework,
  FrameworkNode,
  Indicator,
  MissingRule,
  Normalisation,
} from '../../domain/methodology/definitions.ts';

/**
 * COINr 1.1.14 on its own ASEM example: 51 countries × 49 indicators, four levels. The data are not part of the
 * project: they lie in `golden/coinr-asem` of the folder that CIVINDEX_SHARED names, else of `../shared`.
 */
const shared = process.env['CIVINDEX_SHARED'] ?? join(import.meta.dirname, '../../../shared');
const folder = join(shared, 'golden/coinr-asem');

/** For `describe.skipIf(asemIsAbsent)`; says so once where the data are not there. */
export const asemIsAbsent = !existsSync(join(folder, '00_iMeta.csv'));
if (asemIsAbsent) console.warn(`skipped: COINr's ASEM results are not in ${folder}`);

export type AsemRow = Record<string, string>;

/** The rows of one of COINr's files; an empty cell is missing. */
export const readAsem = (file: string): AsemRow[] =>
  parse(readFileSync(join(folder, file)), { columns: true });

/** A cell as a number, NaN where it is missing. */
export const asemNumber = (cell: string | undefined): number =>
  cell === undefined || cell === '' ? Number.NaN : Number(cell);

type AsemMethod = {
  normalise?: Normalisation;
  aggregate?: Aggregation;
  missing?: MissingRule;
  /** A weight a node code; 1 where there is none. */
  weights?: ReadonlyMap<string, number>;
};

/** Index → Conn, Sust → eight pillars → 49 indicators, one method on all levels, ranked before rounding. */
export function asemFramework({
  normalise = { method: 'min-max', low: 0, high: 100 },
  aggregate = { method: 'arithmetic-mean' },
  missing = { rule: 'renormalise', atLeast: 0 },
  weights,
}: AsemMethod = {}): Framework {
  const meta = readAsem('00_iMeta.csv');
  const node = (row: AsemRow): FrameworkNode => {
    const code = row['iCode']!;
    const fields = { code, name: asText(row['iName']!), weight: weights?.get(code) ?? 1 };
    if (row['Type'] === 'Indicator') return { ...fields, indicator: code, normalise };
    const children = meta.filter(({ Parent: parent }) => parent === code).map(node);
    return { ...fields, aggregate, missing, children };
  };
  return {
    kind: 'framework',
    id: 'asem',
    index: 'asem',
    version: '1',
    source: { citation: 'COINr 1.1.14, ASEM_iMeta' },
    decimals: 4,
    ranking: { ties: 'competition', on: 'exact' },
    root: node(meta.find(({ iCode }) => iCode === 'Index')!),
    reported: [],
  };
}

const asText = (name: string) => ({ vi: name, en: name });

export const asemIndicators = (): Indicator[] =>
  readAsem('00_iMeta.csv')
    .filter(({ Type: type }) => type === 'Indicator')
    .map((row) => ({
      id: row['iCode']!,
      name: asText(row['iName']!),
      unit: row['Unit']!,
      direction: row['Direction'] === '-1' ? 'lower-is-better' : 'higher-is-better',
      decimals: 4,
      range: {},
    }));

/** One of COINr's tables of units × indicators as a matrix. */
export function asemMatrix(
  indicators: readonly string[],
  file = '16_treated.csv',
): Matrix & { codes: string[] } {
  const rows = readAsem(file);
  const values = Float64Array.from(indicators.flatMap((id) => rows.map((row) => asemNumber(row[id]))));
  return { units: rows.length, values, codes: rows.map((row) => row['uCode']!) };
}
