import { describe, expect, it } from 'vitest';
import { loadDefinitions } from '../../../domain/methodology/load-definitions.ts';
import { contentHash } from '../../../domain/release/content-hash.ts';
import { definitionFiles } from '../seeds/seeds.ts';
import { example, load } from './example.ts';

describe('loading definitions', () => {
  it('an edition stands alone: units, indicators and framework are in the place of their ids', () => {
    const { editions, findings } = load();
    expect(findings).toEqual([]);
    const [edition] = editions;
    expect(edition).toMatchObject({
      schema: 1,
      index: { id: 'ict', shortName: 'ICT' },
      period: '2016',
      release: 'automatic',
      submission: { numbers: 'en' },
      reporters: [{ agency: 'mic' }],
      regions: { 'south-central-coast': { en: 'South Central Coast' } },
    });
    const [computed, imported] = edition!.cohorts;
    expect(computed).toMatchObject({
      origin: 'computed',
      unitSet: { id: 'cities', name: { vi: 'Thành phố', en: 'Cities' } },
      units: [{ id: 'can-tho' }, { id: 'da-nang' }, { id: 'hue' }],
      framework: { id: 'ict-2016', ranking: { ties: 'competition', on: 'rounded' } },
      indicators: [{ id: 'ict.infrastructure' }, { id: 'ict.people' }],
    });
    expect(imported).toMatchObject({ origin: 'imported', nodes: [{ code: 'total' }] });
  });

  it('a definition holds nothing but JSON, so that its hash is the same before and after storage', async () => {
    const [edition] = load().editions;
    const stored = JSON.parse(JSON.stringify(edition));
    expect(stored).toStrictEqual(edition);
    expect(await contentHash(stored)).toBe(await contentHash(edition));
  });

  it('neither the order of the files nor their names nor their division matters', async () => {
    const hashes = async (files: { path: string; text: string }[]) =>
      Promise.all(loadDefinitions(files).editions.map(contentHash));
    const files = Object.entries(example).map(([path, text]) => ({ path, text }));
    const [hash] = await hashes(files);
    expect(await hashes(files.toReversed())).toEqual([hash]);
    expect(await hashes(files.map(({ text }, i) => ({ path: `${9 - i}.yaml`, text })))).toEqual([hash]);
    const joined = files.map(({ text }) => text).join('---\n');
    expect(await hashes([{ path: 'all.yaml', text: joined }])).toEqual([hash]);
  });

  it('a note is part of the definition, a comment is not', async () => {
    const plain = await contentHash(load().editions[0]);
    const commented = load({ 'edition.yaml': `# of 2016\n${example['edition.yaml']}` });
    expect(await contentHash(commented.editions[0])).toBe(plain);
    const noted = load({
      'edition.yaml': `${example['edition.yaml']}note: { vi: Tạm tính, en: Provisional }\n`,
    });
    expect(await contentHash(noted.editions[0])).not.toBe(plain);
  });

  it('the seeds load without a finding, sorted by index and period', () => {
    const { editions, findings } = loadDefinitions(definitionFiles());
    expect(findings).toEqual([]);
    const ids = editions.map(({ index, period }) => `${index.id}/${period}`);
    expect(ids).toEqual(ids.toSorted());
    expect(ids).toContain('dti-province/2022');
  });

  it('the seeds give the same hashes whichever file comes first', async () => {
    const hashes = (files: { path: string; text: string }[]) =>
      Promise.all(loadDefinitions(files).editions.map(contentHash));
    expect(await hashes(definitionFiles().toReversed())).toEqual(await hashes(definitionFiles()));
  });
});
