import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { toCsv } from '../../../adapters/formats/delimited-text.ts';
import { service } from './public-table.ts';
import { publishedWorld } from './published-world.ts';
import { bodyOf } from './request.ts';

const pci = '/v1/indices/pci-province/editions/2016';

// biome-ignore lint/suspicious/noExplicitAny: tests state the shape by what they expect of it.
type Body = any;
let world: Awaited<ReturnType<typeof publishedWorld>>;
/** Unit and node → score and rank, as the JSON tells them. */
let figures: Map<string, [score: number | null, rank: number | null]>;

beforeAll(async () => {
  world = await publishedWorld(['pci-province']);
  const { records } = bodyOf(await world.ask(`${pci}/results.json`));
  figures = new Map(records.map(({ unit, node, score, rank }: Body) => [`${unit} ${node}`, [score, rank]]));
}, 60_000);

const number = (cell: unknown) => (cell === '' || cell === null || cell === undefined ? null : Number(cell));
const told = (rows: Record<string, unknown>[]) =>
  new Map(rows.map((row) => [`${row['unit']} ${row['node']}`, [number(row['score']), number(row['rank'])]]));

describe('the whole of PCI 2016 says the same numbers', () => {
  it('in JSON as the ranking does', async () => {
    expect(figures.size).toBe(63 * 11);
    for (const { unit, score, rank } of bodyOf(await world.ask(`${pci}/ranking`)).rows)
      expect(figures.get(`${unit.id} total`)).toEqual([score, rank]);
  });

  it('in CSV', async () => {
    const { headers, body } = await world.ask(`${pci}/results.csv`);
    expect(headers).toMatchObject({ 'Content-Type': 'text/csv; charset=utf-8' });
    expect(told(parse(body, { columns: true }))).toEqual(figures);
  });

  it('in XLSX, each text a text and no formula', async () => {
    const { body, isBase64Encoded } = await world.ask(`${pci}/results.xlsx`);
    expect((await world.ask(`${pci}/results.xlsx`)).body).toBe(body);
    expect(isBase64Encoded).toBe(true);
    const [sheet] = (await readXlsx(Buffer.from(body, 'base64'))).sheets;
    const [headings, ...rows] = sheet!.rows;
    const records = rows.map((row) =>
      Object.fromEntries(headings!.map((heading, column) => [String(heading), row[column]])),
    );
    expect(told(records)).toEqual(figures);
  });

  it('in SDMX-CSV, an observation a line', async () => {
    const rows: Record<string, string>[] = parse((await world.ask(`${pci}/results.sdmx.csv`)).body, {
      columns: true,
    });
    expect(rows).toHaveLength(2 * figures.size);
    for (const { REF_AREA, INDICATOR, MEASURE, OBS_VALUE } of rows) {
      const [score, rank] = figures.get(`${REF_AREA} ${INDICATOR}`)!;
      expect(number(OBS_VALUE)).toBe(MEASURE === 'SCORE' ? score : rank);
    }
  });

  it('in JSON-stat, found by the rule of its cube', async () => {
    const { id, size, dimension, value } = bodyOf(await world.ask(`${pci}/results.jsonstat`));
    expect(id).toEqual(['unit', 'node', 'measure', 'period']);
    expect(value).toHaveLength(size.reduce((product: number, each: number) => product * each, 1));
    const [units, nodes] = [dimension.unit.category.index, dimension.node.category.index];
    for (const [name, expected] of figures) {
      const [unit, node] = name.split(' ');
      const start = (units.indexOf(unit) * size[1] + nodes.indexOf(node)) * 2;
      expect(value.slice(start, start + 2)).toEqual(expected);
    }
  });

  it.each([
    ['text/csv', 'text/csv; charset=utf-8'],
    ['text/html, application/json;q=0.9', 'application/json'],
    ['*/*', 'application/json'],
    ['TEXT/CSV', 'text/csv; charset=utf-8'],
    ['text/*', 'text/csv; charset=utf-8'],
    ['application/json;q=0.1, text/csv', 'text/csv; charset=utf-8'],
    ['text/csv;q=0.5, application/json', 'application/json'],
    ['text/csv;q=0, */*', 'application/json'],
    ['application/json;q=0, */*;q=0.1', 'text/csv; charset=utf-8'],
    ['application/vnd.sdmx.data+csv;version=2.0.0', 'application/vnd.sdmx.data+csv; version=2.0'],
    ['image/png', 'application/json'],
    [',;q=,"', 'application/json'],
  ])('as Accept asks: %s', async (accept, mediaType) => {
    const { headers } = await world.ask(`${pci}/results`, { accept });
    expect(headers).toMatchObject({ 'Content-Type': mediaType, Vary: 'Accept' });
  });
});

describe('a text that a spreadsheet would run', () => {
  it.each(['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '＝1'])('is marked in CSV: %s', (text) => {
    expect(parse(toCsv(['a'], [[text]]))).toEqual([['a'], [`'${text}`]]);
  });

  it('is not a number below 0', () => {
    expect(toCsv(['a'], [[-0.5]])).toBe('a\n-0.5\n');
  });
});

describe('around the figures', () => {
  it('a data package names a table an edition, and each is there', async () => {
    const { resources } = bodyOf(await world.ask('/v1/indices/pci-province/datapackage.json'));
    expect(resources).toHaveLength(12);
    const { statusCode, body } = await world.ask(resources[0].path);
    expect(statusCode).toBe(200);
    const names = resources[0].schema.fields.map(({ name }: Body) => name);
    expect(parse(body)[0]).toEqual(names);
  });

  it('a catalogue lists every index with its distributions', async () => {
    const catalogue = bodyOf(await world.ask('/v1/catalogue.jsonld'));
    const [dataset] = catalogue['dcat:dataset'];
    const [{ 'dcat:mediaType': mediaType, 'dcat:downloadURL': download }] = dataset['dcat:distribution'];
    expect(mediaType['@id']).toMatch(/media-types\/text\/csv$/);
    expect((await world.ask(download['@id'])).statusCode).toBe(200);
  });

  it('a feed tells the releases, newest first', async () => {
    const { body } = await world.ask('/v1/indices/pci-province/releases.atom');
    const entries = [...body.matchAll(/<id>urn:civindex:pci-province:(\d{4}):1<\/id>/g)].map(
      ([, year]) => year,
    );
    expect(entries).toHaveLength(12);
    expect(entries[0]).toBe('2016');
  });

  it('a feed tells what was withdrawn, under the name that its release had', async () => {
    const { ask, table } = await publishedWorld(['e-government-province']);
    const feed = async () => (await ask('/v1/indices/e-government-province/releases.atom')).body;
    const id = '<id>urn:civindex:e-government-province:2017:1</id>';
    expect(await feed()).toContain(id);
    const at = '2099-03-01T02:00:00.000Z';
    table.withdraw('e-government-province', '2017', { at, note: { vi: 'Sai số', en: 'Wrong <figures>' } });
    const [, entry] = (await feed()).split('<entry>');
    expect(entry).toContain(id);
    expect(entry).toMatch(/2017, release 1: withdrawn<\/title>\n<updated>2099-03-01T02:00:00.000Z</);
    expect(entry).toContain('<summary>Wrong &#60;figures&#62;</summary>');
    const [, address] = /rel="alternate" [^>]*href="[^"]*?(\/v1\/[^"]*)"/.exec(entry!)!;
    const [release] = bodyOf(await ask(address!)).releases;
    expect(release.withdrawn).toMatchObject({ at });
  });

  it('a citation names release and address, in both formats', async () => {
    const { body } = await world.ask(`${pci}/citation.bib`);
    expect(body).toContain('@dataset{pci-province-2016-r1,');
    const [item] = bodyOf(await world.ask(`${pci}/citation.csl.json`));
    expect(item).toMatchObject({ type: 'dataset', version: '1', URL: `${service}${pci}?revision=1` });
    expect(body).toContain(item.URL);
  });

  it('a page describes every operation under its name, without a script', async () => {
    const { body, headers } = await world.ask('/v1/docs');
    expect(body).toContain('<section id="getRanking">');
    expect(body).not.toContain('<script');
    expect(String(headers?.['Content-Security-Policy'])).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  it('a format that there is not is refused with those that there are', async () => {
    const problem = bodyOf(await world.ask('/v1/indices/pci-province/editions/2016/results.pdf'));
    expect(problem).toMatchObject({ status: 400, parameter: 'format' });
  });
});
