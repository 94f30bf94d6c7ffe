import { describe, expect, it } from 'vitest';
import { descendantsOf } from '../../../domain/methodology/lineage.ts';
import { type ExampleFile, example, faults, load } from './example.ts';

/** Đà Nẵng and Huế become one city, Cần Thơ stays. */
const merged = {
  'units.yaml': `${example['units.yaml'].replaceAll(/codes: .*"4[68]".*\n/g, '$&    successors: [central-2025]\n')}  - id: central-2025
    name: { vi: Miền Trung, en: Central }
`,
  'set.yaml': `${example['set.yaml']}---
kind: unit-set
id: cities-2025
name: { vi: Thành phố mới, en: New cities }
members: [central-2025, can-tho]
`,
};

const restated = (settings: string) => `  - origin: restated
    id: restated
    name: { vi: Quy đổi, en: Restated }
    unitSet: cities-2025
${settings.replaceAll(/^/gm, '    ')}
`;

const edition = (settings: string, period = '2016') =>
  example['edition.yaml']
    .replace('"2016"', `"${period}"`)
    .replace('reporters:', `${restated(settings)}reporters:`);

const withCohort = (settings: string, more: Partial<Record<ExampleFile, string>> = {}) => ({
  ...merged,
  'edition.yaml': edition(settings),
  ...more,
});

const faultsOf = (settings: string, more?: Partial<Record<ExampleFile, string>>) =>
  faults(withCohort(settings, more));

const mean = 'from: { cohort: cities }\nrule: { method: mean }';

describe('a restated cohort', () => {
  it('carries the lineage of its units and the nodes whose scores it takes', () => {
    const { editions, findings } = load(withCohort(mean));
    expect(findings).toEqual([]);
    expect(editions[0]!.cohorts[2]).toMatchObject({
      origin: 'restated',
      of: 'scores',
      from: {
        cohort: 'cities',
        period: '2016',
        origin: 'computed',
        framework: { id: 'ict-2016', version: '2016' },
      },
      rule: { method: 'mean', atLeast: 1 },
      lineage: [
        { unit: 'can-tho', former: ['can-tho'] },
        { unit: 'central-2025', former: ['da-nang', 'hue'] },
      ],
      nodes: [
        { code: 'total', parent: null, decimals: 4 },
        { code: 'infrastructure', parent: 'total', decimals: 4 },
        { code: 'people', parent: 'total', decimals: 4 },
      ],
    });
  });

  it('with a framework restates values, and needs the indicators that they weigh by', () => {
    const weighted = 'from: { cohort: cities }\nrule: { method: weighted-mean, by: ict.people }';
    const { editions } = load(withCohort(`${weighted}\nframework: ict-2016`));
    expect(editions[0]!.cohorts[2]).toMatchObject({
      of: 'values',
      framework: { id: 'ict-2016' },
      indicators: [{ id: 'ict.infrastructure' }, { id: 'ict.people' }],
    });
  });

  it('may restate the edition before, and no other', () => {
    const of = (period: string) => `from: { cohort: cities, period: "${period}" }\nrule: { method: mean }`;
    const years = (settings: string) => ({
      ...merged,
      'edition.yaml': `${example['edition.yaml'].replace('"2016"', '"2014"')}---
${example['edition.yaml'].replace('"2016"', '"2015"')}---
${edition(settings)}`,
    });
    expect(faults(years(of('2015')))).toEqual([]);
    expect(load(years(of('2015'))).editions[2]!.cohorts[2]).toMatchObject({ from: { period: '2015' } });
    expect(faults(years(of('2014')))).toEqual([
      'edition.yaml:60 only this edition or the one before it can be restated, and ict/2014 is neither',
    ]);
  });

  it.each([
    [
      'from: { cohort: citys }\nrule: { method: mean }',
      'edition.yaml:20 edition ict/2016 has no cohort "citys"; did you mean "cities"?',
    ],
    [
      'from: { cohort: restated }\nrule: { method: mean }',
      'edition.yaml:20 cohort "restated" is restated itself; name what it is made from',
    ],
    [
      `${mean}\nframework: ict-2015`,
      'edition.yaml:22 unknown framework "ict-2015"; did you mean "ict-2016"?',
    ],
    [
      'from: { cohort: published }\nrule: { method: mean }\nframework: ict-2016',
      'edition.yaml:22 cohort "published" is imported: it has scores to restate, and no values',
    ],
    [
      'from: { cohort: cities }\nrule: { method: weighted-mean, by: ict.peple }',
      'edition.yaml:21 unknown indicator "ict.peple"; did you mean "ict.people"?',
    ],
    [
      `${mean}\nindicatorRules: { ict.people: { method: sum } }`,
      'edition.yaml:22 scores are restated, not values: name a framework, or leave out the rules of indicators',
    ],
  ])('%s', (settings, fault) => {
    expect(faultsOf(settings)).toEqual([fault]);
  });

  it('has a former unit for each of its units', () => {
    const set = merged['set.yaml'].replace('[central-2025, can-tho]', '[central-2025, can-tho, sa-dec]');
    const units = `${merged['units.yaml']}  - id: sa-dec\n    name: { vi: Sa Đéc, en: Sa Dec }\n`;
    expect(faultsOf(mean, { 'set.yaml': set, 'units.yaml': units })).toEqual([
      'edition.yaml:19 unit "sa-dec" of "cities-2025" has no former unit in "cities": it is no member there and no successor of one',
    ]);
  });

  it('is reported by nobody', () => {
    const { 'edition.yaml': text } = withCohort(mean);
    const reported = text.replace('agency: mic', 'agency: mic\n    cohorts: [restated]');
    expect(faults({ ...merged, 'edition.yaml': reported })).toEqual([
      'edition.yaml:24 cohort "restated" is restated from another one: nobody reports for it',
    ]);
  });
});

describe('a unit that is split', () => {
  const split = {
    'units.yaml': `${merged['units.yaml'].replace('- id: can-tho\n', '- id: can-tho\n    successors: [ninh-kieu]\n')}  - id: ninh-kieu
    name: { vi: Ninh Kiều, en: Ninh Kieu }
`,
    'set.yaml': merged['set.yaml'].replace('[central-2025, can-tho]', '[central-2025, can-tho, ninh-kieu]'),
  };
  const sum = (shares: string) => `from: { cohort: cities }\nrule: { method: sum, shares: [${shares}] }`;

  it('needs no shares for a mean', () => {
    expect(faultsOf(mean, split)).toEqual([]);
  });

  it.each([
    ['', 'edition.yaml:21 "can-tho" became "can-tho" and "ninh-kieu": its shares must sum to 1, not 0'],
    [
      '{ from: can-tho, to: can-tho, share: 0.7 }, { from: can-tho, to: ninh-kieu, share: 0.2 }',
      'edition.yaml:21 "can-tho" became "can-tho" and "ninh-kieu": its shares must sum to 1, not 0.9',
    ],
    [
      '{ from: can-tho, to: can-tho, share: 0.7 }, { from: can-tho, to: ninh-kieu, share: 0.3 }, { from: hue, to: can-tho, share: 1 }',
      'edition.yaml:21 "hue" did not become "can-tho"',
    ],
  ])('shares of a sum: %s', (shares, fault) => {
    expect(faultsOf(sum(shares), split)[0]).toBe(fault);
  });

  it('is accepted when all of it is divided', () => {
    const shares = '{ from: can-tho, to: can-tho, share: 0.7 }, { from: can-tho, to: ninh-kieu, share: 0.3 }';
    expect(faultsOf(sum(shares), split)).toEqual([]);
  });
});

describe('lineage', () => {
  const successors: Record<string, string[]> = {
    'ha-tay': ['ha-noi'],
    'binh-tri-thien': ['quang-tri', 'hue'],
    'quang-tri': ['quang-tri-2025'],
    round: ['about'],
    about: ['round'],
  };
  const successorsOf = (id: string) => successors[id] ?? [];

  it('follows successors over several reforms', () => {
    const found = descendantsOf(
      ['ha-noi', 'ha-tay', 'binh-tri-thien'],
      ['ha-noi', 'hue', 'quang-tri-2025'],
      successorsOf,
    );
    expect(Object.fromEntries(found)).toEqual({
      'ha-noi': ['ha-noi'],
      'ha-tay': ['ha-noi'],
      'binh-tri-thien': ['hue', 'quang-tri-2025'],
    });
  });

  it('ends where successors lead round in a circle', () => {
    expect(descendantsOf(['round'], ['ha-noi'], successorsOf).get('round')).toEqual([]);
  });
});
