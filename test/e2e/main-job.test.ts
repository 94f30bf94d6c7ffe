import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { readJson } from '../../adapters/http/read-json.ts';
import type { Responses } from '../../contracts/public-responses.ts';
import { readSeeds } from '../../scripts/seeds.ts';
import { apiUrl, deadLetters, edition, ranking, rowOf, untilQuiet } from './stack.ts';

/** The real files of the agencies went in through the desk (global-setup.ts); what the public reads now. */
beforeAll(untilQuiet);

describe('the catalogue', () => {
  it('lists every index of the seeds, and every edition that a file was sent for', async () => {
    const { editions: defined, files } = readSeeds();
    const { indices } = await readJson<Responses['listIndices']>(`${apiUrl}/v1/indices`);
    expect(indices.map(({ id }) => id).sort()).toEqual(
      [...new Set(defined.map((each) => each.index.id))].sort(),
    );
    for (const { id } of indices) {
      const { periods } = await readJson<Responses['getIndex']>(`${apiUrl}/v1/indices/${id}`);
      const sent = new Set(files.filter(({ index }) => index === id).map(({ period }) => period));
      expect(periods).toEqual([...sent].sort().reverse());
    }
  });
});

describe('DTI', () => {
  it('2022, computed from eight components: Đà Nẵng leads with 0.8002, Hồ Chí Minh is 2nd', async () => {
    const { rows, cohort } = await ranking('dti-province/2022');
    expect(cohort).toMatchObject({ id: 'provinces-63', origin: 'computed' });
    expect(rows[0]).toMatchObject({
      rank: 1,
      score: 0.8002,
      unit: { id: 'da-nang', name: { vi: 'Đà Nẵng' } },
    });
    expect(rows[1]).toMatchObject({ rank: 2, unit: { id: 'ho-chi-minh' } });
    expect(rows.filter(({ rank }) => rank !== null)).toHaveLength(5);
  });

  it('2022, as published: imported with its source, all 63 ranked, and never mixed with the computed', async () => {
    const published = await ranking('dti-province/2022', { cohort: 'published' });
    expect(published.cohort).toMatchObject({ origin: 'imported', source: { citation: expect.any(String) } });
    expect(published.statistics).toMatchObject({ units: 63, ranked: 63 });
    expect(rowOf(published, 'thanh-hoa')).toMatchObject({ rank: 15, origin: 'imported' });
    expect(rowOf(published, 'yen-bai')).toMatchObject({ rank: 15 });
    expect(rowOf(published, 'hau-giang')).toMatchObject({ rank: 17 });

    const computed = await ranking('dti-province/2022');
    expect(computed.cohort.source).toBeUndefined();
    expect(computed.cohort.framework).toBeDefined();
    expect(new Set(computed.rows.map(({ origin }) => origin))).toEqual(new Set(['computed']));
  });

  it('2020: nine rows within 1e-4 of what was published', async () => {
    const { rows } = await ranking('dti-province/2020');
    const published = [0.4874, 0.4097, 0.4096, 0.3897, 0.3848, 0.3761, 0.3696, 0.3645, 0.3631];
    const ranked = rows.filter(({ rank }) => rank !== null);
    expect(ranked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const [place, score] of published.entries())
      expect(Math.abs(ranked[place]!.score! - score)).toBeLessThan(1.0001e-4);
  });
});

describe('PCI', () => {
  it('2016: each rank comes with the interval that other methods would give it', async () => {
    const { rows } = await ranking('pci-province/2016');
    expect(rows[0]).toMatchObject({ rank: 1, rankInterval: { low: 1, high: 1, group: 1 } });
    expect(rows.filter(({ rankInterval }) => !rankInterval)).toEqual([]);
  });

  const totals: { period: string; unit: string; total: string }[] = parse(
    readFileSync(join(import.meta.dirname, '..', 'unit', 'seeds', 'pci-published-totals.csv')),
    { columns: true },
  );

  it.each([
    '2006',
    '2007',
    '2008',
    '2009',
    '2010',
    '2012',
    '2013',
    '2014',
    '2015',
    '2016',
  ])('%s: every total is the published one, at its two decimals', async (period) => {
    const { rows, cohort } = await ranking(`pci-province/${period}`);
    expect(cohort.origin).toBe('computed');
    const published = totals.filter((each) => each.period === period);
    expect(published.length).toBeGreaterThan(60);
    const byName = new Map(rows.map((row) => [row.unit.name.vi, row.score]));
    // Half a unit of the last decimal, and the 1e-5 to which the weights reproduce the totals.
    for (const { unit, total } of published)
      expect(Math.abs(byName.get(unit)! - Number(total)), unit).toBeLessThan(0.00501);
  });

  it.each([
    '2005',
    '2011',
  ])('%s is imported: its weights do not give the published totals', async (period) => {
    const { cohort } = await ranking(`pci-province/${period}`);
    expect(cohort.origin).toBe('imported');
  });
});

describe('ties and histories', () => {
  it('e-government 2017: 17, 17, 19 – 32, 32, 34 – 40, 40, 42', async () => {
    const { rows } = await ranking('e-government-province/2017');
    const ranks = rows.map(({ rank }) => rank);
    expect(ranks.slice(16, 19)).toEqual([17, 17, 19]);
    expect(ranks.slice(31, 34)).toEqual([32, 32, 34]);
    expect(ranks.slice(39, 42)).toEqual([40, 40, 42]);
    expect(rowOf({ rows } as never, 'thanh-hoa').score).toBe(
      rowOf({ rows } as never, 'ba-ria-vung-tau').score,
    );
  });

  it('ICT Index: Đà Nẵng leads every edition that there is, and the years without one stay empty', async () => {
    const { entries } = await readJson<Responses['getUnitHistory']>(
      `${apiUrl}/v1/indices/ict-index-province/units/da-nang/history?cohort=provinces-63`,
    );
    const ranks = entries
      .filter(({ node }) => node.code === 'total')
      .map(({ period, rank }) => [period, rank]);
    expect(ranks).toEqual(['2016', '2018', '2019', '2020', '2022', '2023'].map((period) => [period, 1]));
  });
});

describe('HTTP', () => {
  const address = `${apiUrl}/v1/indices/dti-province/editions/2022/ranking`;

  it('answers 304 to who has the content already, and the content to who has another', async () => {
    const first = await fetch(address);
    const etag = first.headers.get('etag')!;
    await first.text();
    expect(etag).toMatch(/^"[^"]+"$/);
    const known = await fetch(address, { headers: { 'If-None-Match': etag } });
    expect([known.status, await known.text()]).toEqual([304, '']);
    const other = await fetch(address, { headers: { 'If-None-Match': '"another"' } });
    expect([other.status, other.headers.get('etag')]).toEqual([200, etag]);
    await other.text();
  });

  it('answers a problem document that names the right nodes for one that is not in the tree', async () => {
    const response = await fetch(`${address}?node=gardens`);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      type: 'urn:civindex:problem:invalid-request',
      detail: expect.stringContaining('gardens'),
      parameter: 'node',
      allowed: expect.arrayContaining(['total', 'digital-economy-activities']),
    });
  });

  it.each([
    undefined,
    'Bearer not.a.token',
  ])('refuses the desk to who brings no valid token (%s)', async (token) => {
    const response = await fetch(`${apiUrl}/v1/desk/submissions`, {
      headers: token ? { Authorization: token } : {},
    });
    expect(response.status).toBe(401);
    await response.text();
  });

  it('says what each edition was computed from', async () => {
    const { inputs, release } = await edition('dti-province/2022');
    expect(inputs.parts.map(({ cohort }) => cohort).sort()).toEqual(['provinces-63', 'published']);
    expect(release).toMatchObject({ current: true, run: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});

it('leaves nothing in a dead-letter queue', async () => {
  await untilQuiet();
  const loads = await deadLetters();
  expect(loads.length).toBeGreaterThanOrEqual(4);
  expect(loads.filter(({ messages }) => messages > 0)).toEqual([]);
});
