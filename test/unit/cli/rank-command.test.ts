import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { civindex } from './run-command.ts';
import { data, definitionsOf } from './seed-files.ts';

const dti = definitionsOf('dti-province');

/** `civindex rank` over the seeds, as rows. */
async function rows(edition: string, file: string, ...more: string[]): Promise<Record<string, string>[]> {
  const { code, out, err } = await civindex(
    'rank',
    '--definition',
    ...definitionsOf(edition.split('/')[0]!),
    '--edition',
    edition,
    '--format',
    'csv',
    ...more,
    data(file),
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return parse(out, { columns: true });
}

const ranks = (table: Record<string, string>[], from: number, to: number) =>
  table.slice(from - 1, to).map(({ rank }) => Number(rank));

describe('civindex rank over the seeds', () => {
  test('DTI 2022: five provinces in the published order, the others unranked with the reason', async () => {
    const table = await rows('dti-province/2022', 'dti-province/2022/provinces-63.csv');
    expect(table.slice(0, 5).map(({ name }) => name)).toEqual([
      'Đà Nẵng',
      'Hồ Chí Minh',
      'Quảng Ninh',
      'Huế',
      'Cần Thơ',
    ]);
    expect(table).toHaveLength(63);
    expect(table[5]).toMatchObject({ rank: '', status: 'not-ranked', reason: 'không có dữ liệu' });
  });

  test('e-government 2017: the three ties', async () => {
    const table = await rows('e-government-province/2017', 'e-government-province/2017/provinces-63.csv');
    expect(ranks(table, 17, 19)).toEqual([17, 17, 19]);
    expect(ranks(table, 32, 34)).toEqual([32, 32, 34]);
    expect(ranks(table, 40, 42)).toEqual([40, 40, 42]);
  });

  test('DTI 2024: a restated cohort is made from the file of the cohort that it restates', async () => {
    const file = 'dti-province/2024/provinces-63.csv';
    const [daNang] = await rows('dti-province/2024', file, '--cohort', 'provinces-34-restated');
    expect(daNang).toMatchObject({ origin: 'restated', unit: 'da-nang-2025', score: '0.7069', rank: '' });
  });

  test('sample data is marked above the table', async () => {
    const { out } = await civindex(
      'rank',
      '--definition',
      ...definitionsOf('smart-city-sample'),
      '--edition',
      'smart-city-sample/2025',
      '--language',
      'en',
      data('smart-city-sample/2025/cities.csv'),
    );
    expect(out.split('\n')[1]).toBe('SAMPLE DATA, not real');
  });

  test('and in every line of CSV', async () => {
    const table = await rows('smart-city-sample/2025', 'smart-city-sample/2025/cities.csv');
    expect(table.map(({ sample }) => sample)).toEqual(table.map(() => 'true'));
  });

  test('a cohort and a node can be chosen', async () => {
    const table = await rows(
      'dti-province/2022',
      'dti-province/2022/provinces-63.csv',
      '--node',
      'digital-society-activities',
    );
    expect(table.slice(0, 3).map(({ name, score }) => [name, Number(score)])).toEqual([
      ['Đà Nẵng', 0.5197],
      ['Quảng Ninh', 0.4505],
      ['Hồ Chí Minh', 0.359],
    ]);
    const published = await rows(
      'dti-province/2022',
      'dti-province/2022/published.csv',
      '--cohort',
      'published',
    );
    expect(published.filter(({ rank }) => rank === '15').map(({ name }) => name)).toEqual([
      'Thanh Hóa',
      'Yên Bái',
    ]);
    expect(published[0]).toMatchObject({ origin: 'imported', source: 'dti.gov.vn' });
  });
});

describe('with files of its own', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'civindex-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const given = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const rankDti2020 = (...files: string[]) =>
    civindex('rank', '-d', ...dti, '-e', 'dti-province/2020', '-l', 'en', ...files);
  const heading = 'unit,dti.digital-government,dti.digital-economy,dti.digital-society';

  test('a later file corrects an earlier one', async () => {
    const first = given('first.csv', `${heading}\nĐà Nẵng,0.5346,0.4155,0.4964\nHuế,0.522,0.304,0.3655\n`);
    const second = given('second.csv', `${heading}\nHuế,0.9,0.9,0.9\n`);
    const { out } = await rankDti2020(first, second);
    expect(out).toContain('   1  Hue      0.9000\n   2  Da Nang  0.4874\n');
  });

  test('the run of the edition before gives the changes', async () => {
    const run = await civindex(
      'rank',
      '-d',
      ...dti,
      '-e',
      'dti-province/2020',
      '-f',
      'json',
      data('dti-province/2020/provinces-63.csv'),
    );
    const previous = given('dti-2020.json', run.out);
    const { out } = await civindex(
      'rank',
      '-d',
      ...dti,
      '-e',
      'dti-province/2022',
      '-p',
      previous,
      data('dti-province/2022/provinces-63.csv'),
    );
    expect(out).toContain('so với 2020 (khác phương pháp)');
    expect(out).toMatch(/1 {2}Đà Nẵng +0\.8002 += \(\+0\.3128\)/);
  });

  test('a faulty file: every fault by file and row, exit code 1, nothing on standard output', async () => {
    const path = given('faulty.csv', `${heading}\nĐà Nẵng,0.5346,much,0.4964\nAtlantis,0.5,0.5,0.5\n`);
    const { code, out, err } = await rankDti2020(path);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    const lines = err.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(new RegExp(`^${path}:2: dti.digital-economy: .*much`));
    expect(lines[1]).toMatch(new RegExp(`^${path}:3: unit: .*Atlantis`));
  });

  test('a method that the data do not suit: every fault by node with what to do, before any number', async () => {
    const path = given('one-component.csv', 'unit,dti.digital-government\nĐà Nẵng,0.5346\n');
    const { code, out, err } = await rankDti2020(path);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    const lines = err.trim().split('\n');
    expect(lines.map((line) => line.split(': ', 2).join(': '))).toEqual([
      'dti-province-2020: total',
      'dti-province-2020: digital-economy',
      'dti-province-2020: digital-society',
    ]);
    for (const line of lines) expect(line).toMatch(/\(.+\.\)$/);
  });

  test('a faulty definition: by file, line and column', async () => {
    const path = given('faulty.yaml', 'kind: index\nid: dti\nname: DTI\n');
    const { code, err } = await civindex('rank', '-d', path, '-e', 'dti-province/2020', 'data.csv');
    expect(code).toBe(1);
    expect(err).toContain(`${path}:3:7: name:`);
  });

  test.each([
    ['a data file', ['-d', ...dti, '--', 'none.csv'], 'none.csv: there is no such file'],
    ['a definition', ['-d', 'none.yaml', '--', 'none.csv'], 'none.yaml: there is no such file'],
    ['a run', ['-d', ...dti, '-p', 'none.json', 'none.csv'], 'none.json: there is no such file'],
  ])('%s that is not there', async (_, args, message) => {
    expect(await civindex('rank', '-e', 'dti-province/2020', ...args)).toEqual({
      code: 1,
      out: '',
      err: `${message}\n`,
    });
  });

  test('a file that is not a run', async () => {
    const path = given('not-a-run.json', '{"period": "2020"}');
    const { code, err } = await civindex(
      'rank',
      '-d',
      ...dti,
      '-e',
      'dti-province/2020',
      '-p',
      path,
      'data.csv',
    );
    expect({ code, err }).toEqual({ code: 1, err: `${path}: is not a run as "--format json" writes it\n` });
  });
});

describe('called wrongly, it says how and exits with 2', () => {
  const file = data('dti-province/2020/provinces-63.csv');
  test.each([
    [
      ['rank', '-d', ...dti, '-e', 'dti-province/1999', file],
      'there is no edition "dti-province/1999"; there is ',
    ],
    [
      ['rank', '-d', ...dti, '-e', 'dti-province/2020', '-c', 'communes', file],
      'there is no cohort "communes"; there is provinces-63',
    ],
    [
      ['rank', '-d', ...dti, '-e', 'dti-province/2020', '-n', 'weather', file],
      'there is no node "weather"; there is total, digital-government',
    ],
    [['rank', '-e', 'dti-province/2020', '-d', ...dti, file], 'was taken for a definition'],
    [['rank', '-d', ...dti, '--', file], "required option '-e, --edition <index/year>' not specified"],
    [['rank', '-d', ...dti, '-e', 'dti-province/2020'], 'no data file is given'],
    [['rank', '-d', ...dti, '-e', 'x', '-f', 'pdf', file], 'Allowed choices are table, csv, json'],
    [['publish'], "unknown command 'publish'"],
  ])('%j', async (args, message) => {
    const { code, out, err } = await civindex(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  test('help is no error', async () => {
    const { code, out } = await civindex('rank', '--help');
    expect(code).toBe(0);
    expect(out).toContain('--definition <path...>');
  });
});

test('the executable passes arguments and exit code on', () => {
  const executable = fileURLToPath(new URL('../../../cli/civindex.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [executable, 'rank'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain("required option '-d, --definition <path...>' not specified");
});
