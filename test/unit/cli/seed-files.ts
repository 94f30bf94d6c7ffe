import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { civindex } from './run-command.ts';

const seeds = fileURLToPath(new URL('../../../seeds', import.meta.url));

export const definitionsOf = (index: string): string[] => [
  join(seeds, 'definitions', 'units'),
  join(seeds, 'definitions', 'indices', index),
];

export const data = (path: string): string => join(seeds, 'submissions', path);

/** The cohort that each edition's first seed file is of. */
const firstFile = (edition: string): string =>
  data(`${edition}/${edition.startsWith('egdi') ? 'member-states' : 'provinces-63'}.csv`);

/** `civindex rank` over the first seed file of an edition, or over the one named. */
export const rankSeed = (edition: string, args: readonly string[], file = firstFile(edition)) =>
  civindex(
    'rank',
    '-d',
    ...definitionsOf(edition.split('/')[0]!),
    '-e',
    edition,
    '-l',
    'en',
    ...args,
    '--',
    file,
  );

/** What it writes where nothing is wrong. */
export async function output(edition: string, args: readonly string[], file?: string): Promise<string> {
  const { code, out, err } = await rankSeed(edition, args, file);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

export const records = async (edition: string, args: readonly string[]): Promise<Record<string, string>[]> =>
  parse(await output(edition, [...args, '-f', 'csv']), { columns: true });
