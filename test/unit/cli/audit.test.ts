import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { civindex } from './run-command.ts';
import { data, definitionsOf, output, rankSeed } from './seed-files.ts';

/** Simulating and drawing take a second or two, more beside other work. */
const SLOW = 60_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civindex-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const SECTIONS = [
  'summary',
  'ranking',
  'coverage',
  'distributions',
  'correlations',
  'structure',
  'weights',
  'leave-out',
  'sensitivity',
  'strengths',
  'method',
];

/** What a computation that went wrong would leave in a text. */
const NO_NUMBER = /NaN|undefined|Infinity|\bnull\b/;

async function auditOf(edition: string, name: string, ...more: string[]): Promise<string> {
  const path = join(folder, name);
  expect(await output(edition, ['--audit', path, '--replicates', '200', ...more])).toContain(path);
  return path;
}

describe('PAPI 2024, both ways', () => {
  let html: string;
  let markdown: string;
  beforeAll(async () => {
    const path = await auditOf('papi/2024', 'papi');
    html = readFileSync(join(path, 'audit.html'), 'utf8');
    markdown = readFileSync(join(path, 'audit.md'), 'utf8');
  }, SLOW);

  test('every section is there, in HTML and in Markdown', () => {
    const titles = SECTIONS.map(
      (id) => new RegExp(`<section id="${id}".*?<h2[^>]*>([^<]+)`, 's').exec(html)?.[1],
    );
    expect(titles).not.toContain(undefined);
    expect(titles).toEqual(Array.from(markdown.matchAll(/^## (.+)$/gm), ([, title]) => title));
  });

  test('each chart has a title, a sentence and a table, and is one image with a name', () => {
    const figures = html.split('<figure').slice(1);
    const charts = figures.filter((figure) => figure.includes('<svg'));
    expect(charts.length).toBeGreaterThanOrEqual(7);
    for (const figure of charts)
      expect(figure).toMatch(
        /<h3[^>]*>[^<]+<\/h3><p>[^<]+<\/p>.*<svg [^>]*role="img" aria-label="[^"]+".*<table>/s,
      );
  });

  test('the charts of the Markdown lie beside it', () => {
    const linked = Array.from(markdown.matchAll(/^!\[[^\]]+\]\(([^)]+)\)$/gm), ([, path]) => path!);
    expect(linked.length).toBeGreaterThanOrEqual(7);
    for (const path of linked)
      expect(readFileSync(join(folder, 'papi', path), 'utf8')).toMatch(/^<svg .*--accent.*<\/svg>\n$/s);
  });

  test('its figures are those of the ranking', () => {
    expect(html).toContain('Quang Ninh leads with 47.8212; 61 of 63 units are ranked.');
    expect(html).toContain('96.8 % of all cells (units × indicators) have a value.');
    expect(markdown).toMatch(/\| +1 \| Quang Ninh +\| +47\.8212 \|/);
    expect(markdown).toMatch(/\| Transparency of local decision-making +\| +12\.5 % \| +0\.84 \|/);
  });

  test('nothing in it is no number, and it loads nothing', () => {
    for (const text of [html, markdown]) expect(text).not.toMatch(NO_NUMBER);
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(/);
  });
});

test('the same seed gives the same bytes', { timeout: SLOW }, async () => {
  const [first, second] = [
    await auditOf('pci-province/2016', 'a.html'),
    await auditOf('pci-province/2016', 'b.html'),
  ];
  expect(readFileSync(second, 'utf8')).toBe(readFileSync(first, 'utf8'));
});

test('in Vietnamese, and of made-up figures it says so', { timeout: SLOW }, async () => {
  const path = join(folder, 'smart.md');
  await rankSeed(
    'smart-city-sample/2025',
    ['-l', 'vi', '--audit', path, '--replicates', '100'],
    data('smart-city-sample/2025/cities.csv'),
  );
  const markdown = readFileSync(path, 'utf8');
  expect(markdown).toContain('> **SỐ LIỆU MẪU, không có thật**');
  expect(markdown).toContain('Đà Nẵng dẫn đầu với 65,8 điểm; 6 trên 6 đơn vị được xếp hạng.');
  expect(readdirSync(join(folder, 'smart-charts'))).toContain('rank-intervals-1.svg');
  expect(markdown).not.toMatch(NO_NUMBER);
});

describe('what cannot be computed is told, and the rest is there', () => {
  test.each([
    [
      'ict-index-province/2022',
      'recomputed',
      'There are no rank intervals: 1 unit has a score, and a ranking has two or more.',
    ],
    [
      'e-government-province/2017',
      'provinces-63',
      'There are no rank intervals: total: it rests on one indicator',
    ],
  ])('%s %s', { timeout: SLOW }, async (edition, cohort, reason) => {
    const path = join(folder, `${cohort}.html`);
    const { code } = await rankSeed(
      edition,
      ['-c', cohort, '--audit', path],
      data(`${edition}/${cohort}.csv`),
    );
    const html = readFileSync(path, 'utf8');
    expect(code).toBe(0);
    expect(html).toContain(reason);
    for (const id of SECTIONS) expect(html).toContain(`<section id="${id}"`);
    expect(html).not.toMatch(NO_NUMBER);
  });
});

test('names stay text, whatever they hold', { timeout: SLOW }, async () => {
  const definitions = join(folder, 'definitions');
  for (const path of definitionsOf('dti-province')) cpSync(path, definitions, { recursive: true });
  const units = join(definitions, 'provinces.yaml');
  const hostile = '<img src=x onerror=alert(1)> & "Đà Nẵng" | `*`';
  writeFileSync(units, readFileSync(units, 'utf8').replace('en: Da Nang', `en: '${hostile}'`));
  const rows = 'hue,0.5,0.5,0.5\nda-nang,0.6,0.5,0.4\nha-noi,0.4,0.7,0.6\n';
  const file = join(folder, 'dti.csv');
  writeFileSync(file, `unit,dti.digital-government,dti.digital-economy,dti.digital-society\n${rows}`);
  const path = join(folder, 'hostile');
  const args = ['-e', 'dti-province/2020', '-l', 'en', '--audit', path, '--replicates', '50'];
  expect(await civindex('rank', '-d', definitions, ...args, '--', file)).toMatchObject({ code: 0, err: '' });
  const html = readFileSync(join(path, 'audit.html'), 'utf8');
  expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;');
  expect(html).not.toContain('<img');
  const markdown = readFileSync(join(path, 'audit.md'), 'utf8');
  expect(markdown).toContain('\\<img src=x onerror=alert(1)\\> & "Đà Nẵng" \\| \\`\\*\\`');
  const chart = readFileSync(join(path, 'audit-charts', 'rank-intervals-1.svg'), 'utf8');
  expect(chart).toContain('&lt;img src=x');
});

test.each([
  [['--audit', 'audit.pdf'], 2, 'audit.pdf: an audit is written as .html, as .md, or both into a directory'],
  [['--audit', 'audit.html', '-f', 'csv'], 2, 'leave --format out'],
  [['--audit', 'audit.html', '-c', 'published'], 1, 'kept as published elsewhere'],
])('%j is refused', async (args, code, message) => {
  const published = args.includes('published') ? 'published' : 'provinces-63';
  const answer = await rankSeed('dti-province/2022', args, data(`dti-province/2022/${published}.csv`));
  expect(answer).toMatchObject({ code, out: '' });
  expect(answer.err).toContain(message);
  expect(existsSync('audit.html')).toBe(false);
});
