import { createRequire } from 'node:module';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import { parseAtomFeed } from 'feedsmith';
import { beforeAll, describe, expect, it } from 'vitest';
import { service } from './public-table.ts';
import { publishedWorld } from './published-world.ts';
import { bodyOf } from './request.ts';

/** Each format as the library of its own readers understands it. */
const pci = '/v1/indices/pci-province/editions/2016';

// biome-ignore lint/suspicious/noExplicitAny: tests state the shape by what they expect of it.
type Body = any;
const jsonStat: Body = createRequire(import.meta.url)('jsonstat-toolkit');
let world: Awaited<ReturnType<typeof publishedWorld>>;
const text = async (address: string): Promise<string> => (await world.ask(address)).body;

beforeAll(async () => {
  world = await publishedWorld(['pci-province']);
}, 60_000);

it('JSON-stat gives each figure by its names, and says what it is about', async () => {
  const { records } = bodyOf(await world.ask(`${pci}/results.json`));
  const dataset = jsonStat(bodyOf(await world.ask(`${pci}/results.jsonstat`)));
  expect([dataset.class, dataset.n, dataset.role.geo]).toEqual(['dataset', 63 * 11 * 2, ['unit']]);
  expect(dataset.Dimension('unit').Category('da-nang').label).toBe('Da Nang');
  for (const { unit, node, score, rank } of records) {
    const told = ['score', 'rank'].map(
      (measure) => dataset.Data({ unit, node, measure, period: '2016' }).value,
    );
    expect(told).toEqual([score, rank]);
  }
});

it('the feed is an Atom feed of every release, each with a link to its figures', async () => {
  const feed = parseAtomFeed(await text('/v1/indices/pci-province/releases.atom'));
  expect(feed.entries).toHaveLength(12);
  expect(feed.entries![0]).toMatchObject({
    id: 'urn:civindex:pci-province:2016:1',
    links: [{ rel: 'alternate', href: `${service}${pci}?revision=1` }],
  });
  for (const { links } of feed.entries!) expect((await world.ask(links![0]!.href!)).statusCode).toBe(200);
});

describe('a citation', () => {
  it('says the same in BibTeX and in CSL-JSON', async () => {
    const [fromBibTex] = new Cite(await text(`${pci}/citation.bib`)).data;
    const [fromCsl] = new Cite(await text(`${pci}/citation.csl.json`)).data;
    for (const field of ['type', 'title', 'publisher', 'version', 'URL'] as const)
      expect([field, fromBibTex![field]]).toEqual([field, fromCsl![field]]);
    expect(fromBibTex).toMatchObject({ type: 'dataset', version: '1', URL: `${service}${pci}?revision=1` });
    expect(nameOf(fromBibTex)).toBe(nameOf(fromCsl));
    const [[year, month]] = (fromBibTex!.issued as Body)['date-parts'];
    expect((fromCsl!.issued as Body)['date-parts'][0].slice(0, 2)).toEqual([year, month]);
  });
});

/** Of an institution: its name is one, whole. */
const nameOf = (item: Body): string => {
  const [{ literal, family }] = item.author;
  return literal ?? family;
};
