import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { loadDefinitions } from '../../domain/methodology/load-definitions.ts';
import type { SubmissionTarget } from '../../domain/submission/table.ts';
import { sheet, textRow, workbook } from '../builders/zip.ts';

/** A real file, as CSV or put into a workbook, and what it was sent for. */
export type SeedFile = { path: string; kind: 'csv' | 'xlsx'; bytes: Buffer; target: SubmissionTarget };

const root = join(import.meta.dirname, '..', '..', 'seeds');

const under = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .sort();

/** Every file of `seeds/submissions`, in both formats. */
export function seedFiles(): SeedFile[] {
  const definitions = under('definitions', '.yaml').map((path) => ({
    path,
    text: readFileSync(join(root, 'definitions', path), 'utf8'),
  }));
  const { editions } = loadDefinitions(definitions);
  return under('submissions', '.csv').flatMap((path) => {
    const [id, period, file] = path.split('/');
    const definition = editions.find(({ index, period: of }) => index.id === id && of === period)!;
    const target = { definition, cohort: file!.replace('.csv', '') };
    const bytes = readFileSync(join(root, 'submissions', path));
    return [
      { path, kind: 'csv' as const, bytes, target },
      { path, kind: 'xlsx' as const, bytes: asWorkbook(bytes), target },
    ];
  });
}

export const asWorkbook = (csv: Uint8Array): Buffer => {
  const rows: string[][] = parse(Buffer.from(csv), { relax_column_count: true, bom: true });
  return Buffer.from(workbook({ Data: sheet(...rows.map((cells) => textRow(...cells.map(escaped)))) }));
};

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
