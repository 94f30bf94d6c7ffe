import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { civindex } from './run-command.ts';
import { data, definitionsOf } from './seed-files.ts';

/** DTI 2020 as if its components were multiplied. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civindex-'));
  for (const path of definitionsOf('dti-province')) cpSync(path, folder, { recursive: true });
  const framework = join(folder, 'framework-2020.yaml');
  const text = readFileSync(framework, 'utf8');
  writeFileSync(framework, text.replace('method: arithmetic-mean', 'method: geometric-mean'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const explain = (...more: string[]) =>
  civindex(
    ...['rank', '-d', folder, '-e', 'dti-province/2020', '-l', 'en', '--explain', 'da-nang', ...more],
    ...['--', data('dti-province/2020/provinces-63.csv')],
  );

test('where a score is no sum, what the parts are added to stands beside them, and together they make the score', async () => {
  const { out, err } = await explain('-f', 'csv');
  expect(err).toBe('');
  const [total, ...parts] = parse(out, { columns: true }) as Record<string, string>[];
  expect(parts.at(-1)).toMatchObject({ name: '(score with the mean at every component)', node: '' });
  const sum = parts.reduce((before, { contribution }) => before + Number(contribution), 0);
  expect(sum).toBeCloseTo(Number(total!.score), 12);
  expect(parts.every(({ to_top }) => to_top === '')).toBe(true);
});

test('the formula is that of the method', async () => {
  const { out } = await explain();
  expect(out).toMatch(/\(0\.5346\^0\.4 × 0\.4155\^0\.3 × 0\.4964\^0\.3\)\^\(1 ÷ 1\) = 0\.48\d+/);
  expect(out).toContain('└ (score with the mean at every component)');
});
