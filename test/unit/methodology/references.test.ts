import { describe, expect, it } from 'vitest';
import { example, faults, rewrite } from './example.ts';

describe('references between definitions', () => {
  it.each([
    ['set.yaml', 'hue, can', 'huee, can', 'set.yaml:4 unknown unit "huee"; did you mean "hue"?'],
    [
      'units.yaml',
      'region: south-central-coast',
      'region: south-centre-coast',
      'units.yaml:7 unknown region "south-centre-coast"; did you mean "south-central-coast"?',
    ],
    ['units.yaml', '"46" }]', '"46" }]\n    successors: [hue-2025]', 'units.yaml:12 unknown unit "hue-2025"'],
    [
      'framework.yaml',
      'indicator: ict.people',
      'indicator: ict.peopel',
      'framework.yaml:15 unknown indicator "ict.peopel"; did you mean "ict.people"?',
    ],
    [
      'framework.yaml',
      'index: ict',
      'index: itc',
      'framework.yaml:3 unknown index "itc"; did you mean "ict"?',
    ],
    ['edition.yaml', 'index: ict', 'index: dti-province', 'edition.yaml:2 unknown index "dti-province"'],
    [
      'edition.yaml',
      'unitSet: cities',
      'unitSet: citys',
      'edition.yaml:8 unknown unit set "citys"; did you mean "cities"?',
    ],
    [
      'edition.yaml',
      'framework: ict-2016',
      'framework: ict-2015',
      'edition.yaml:9 unknown framework "ict-2015"; did you mean "ict-2016"?',
    ],
    [
      'edition.yaml',
      'cohort: published',
      'cohort: publish',
      'edition.yaml:19 edition ict/2016 has no cohort "publish"; did you mean "published"?',
    ],
    [
      'edition.yaml',
      'node: total',
      'node: totl',
      'edition.yaml:19 cohort "published" has no node "totl"; did you mean "total"?',
    ],
    [
      'edition.yaml',
      'agency: mic',
      'agency: mic\n    cohorts: [citys]',
      'edition.yaml:18 edition ict/2016 has no cohort "citys"; did you mean "cities"?',
    ],
    [
      'edition.yaml',
      'agency: mic',
      'agency: mic\n    units: [hu]',
      'edition.yaml:18 unknown unit "hu"; did you mean "hue"?',
    ],
    [
      'edition.yaml',
      'agency: mic',
      'agency: mic\n    indicators: [ict.peple]',
      'edition.yaml:18 unknown indicator "ict.peple"; did you mean "ict.people"?',
    ],
  ] as const)('%s: %s → %s', (file, passage, replacement, fault) => {
    expect(faults(rewrite(file, passage, replacement))).toContain(fault);
  });

  it('a framework of another index is refused', () => {
    const other = example['index.yaml'].replace('id: ict', 'id: dti');
    const files = {
      'index.yaml': `${example['index.yaml']}---\n${other}`,
      ...rewrite('framework.yaml', 'index: ict', 'index: dti'),
    };
    expect(faults(files)).toEqual([
      'edition.yaml:9 framework "ict-2016" belongs to index "dti", the edition to "ict"',
    ]);
  });

  it('a reporter for units or indicators that no cohort of its own has is refused', () => {
    const hanoi = `${example['units.yaml']}  - { id: ha-noi, name: { vi: Hà Nội, en: Hanoi } }\n`;
    const units = rewrite('edition.yaml', 'agency: mic', 'agency: mic\n    units: [ha-noi]');
    expect(faults({ 'units.yaml': hanoi, ...units })).toEqual([
      'edition.yaml:18 unit "ha-noi" is in no cohort that "mic" reports for',
    ]);
    const scope = 'agency: mic\n    cohorts: [published]\n    indicators: [ict.people]';
    expect(faults(rewrite('edition.yaml', 'agency: mic', scope))).toEqual([
      'edition.yaml:19 indicator "ict.people" is used by no cohort that "mic" reports for',
    ]);
  });
});

describe('things defined twice', () => {
  it.each([
    [
      'units.yaml',
      'id: hue',
      'id: da-nang',
      'units.yaml:9 unit "da-nang" is defined already in units.yaml:5',
    ],
    [
      'indicators.yaml',
      'id: ict.people',
      'id: ict.infrastructure',
      'indicators.yaml:6 indicator "ict.infrastructure" is defined already in indicators.yaml:3',
    ],
    [
      'framework.yaml',
      'code: people',
      'code: infrastructure',
      'framework.yaml:13 node code "infrastructure" is used already in framework "ict-2016"',
    ],
    [
      'edition.yaml',
      'id: published',
      'id: cities',
      'edition.yaml:11 cohort "cities" is defined already in edition ict/2016',
    ],
    [
      'edition.yaml',
      'en: Total } }]',
      'en: Total } }, { code: total, name: { vi: Tổng, en: Total } }]',
      'edition.yaml:15 node code "total" is used already in cohort "published"',
    ],
    ['set.yaml', 'can-tho]', 'can-tho, hue]', 'set.yaml:4 unit "hue" is a member already'],
    [
      'units.yaml',
      'value: "46"',
      'value: "48"',
      'set.yaml:4 "hue" and "da-nang" both have the code gso 48 in unit set "cities"',
    ],
  ] as const)('%s: %s → %s', (file, passage, replacement, fault) => {
    expect(faults(rewrite(file, passage, replacement))).toContain(fault);
  });

  it.each(['index.yaml', 'set.yaml', 'framework.yaml'] as const)('a second %s', (file) => {
    const [found] = faults({ [file]: `${example[file]}---\n${example[file]}` });
    expect(found).toMatch(new RegExp(`^${file}:\\d+ .* is defined already in ${file}:2$`));
  });

  it('a second edition of the same year', () => {
    const twice = `${example['edition.yaml']}---\n${example['edition.yaml']}`;
    expect(faults({ 'edition.yaml': twice })).toEqual([
      'edition.yaml:23 edition "ict/2016" is defined already in edition.yaml:3',
    ]);
  });

  it('a code given to two units at different times is no fault outside a common unit set', () => {
    const later = `${example['units.yaml']}  - id: quang-nam
    name: { vi: Quảng Nam, en: Quang Nam }
    codes: [{ scheme: gso, value: "48" }]
`;
    expect(faults({ 'units.yaml': later })).toEqual([]);
  });
});

describe('what could not be computed', () => {
  it('weights that sum to 0', () => {
    const text = example['framework.yaml'].replaceAll(
      '      indicator:',
      '      weight: 0\n      indicator:',
    );
    expect(faults({ 'framework.yaml': text })).toEqual([
      'framework.yaml:7 node "total": the weights of the children sum to 0',
    ]);
  });

  it('a ratio of points without the maximum', () => {
    const points = 'indicator: ict.people\n      normalise: { method: points-ratio }';
    expect(faults(rewrite('framework.yaml', 'indicator: ict.people', points))).toEqual([
      'framework.yaml:13 node "people": normalisation "points-ratio" divides by maximumPoints, and the node has none',
    ]);
  });

  it('an indicator that is better when lower, taken as it is', () => {
    const lower = rewrite('indicators.yaml', 'en: People }', 'en: People }\n    direction: lower-is-better');
    expect(faults(lower)[0]).toMatch(/^framework.yaml:13 node "people": ict.people is better when lower/);
  });
});

describe('two agencies that report', () => {
  const reporters = (...lines: string[]) =>
    rewrite('edition.yaml', '  - agency: mic\n', lines.map((line) => `  - ${line}\n`).join(''));

  it('the same cohort, units and indicators', () => {
    expect(faults(reporters('agency: mic', 'agency: vcci'))).toEqual([
      'edition.yaml:18 "mic" and "vcci" may both report "ict.infrastructure" of "da-nang" in cohort "cities"; divide cohorts, units or indicators between them',
    ]);
  });

  it('one city in common', () => {
    const overlapping = reporters(
      '{ agency: mic, units: [da-nang, hue] }',
      '{ agency: vcci, units: [hue, can-tho] }',
    );
    expect(faults(overlapping)[0]).toMatch(/^edition.yaml:18 .* of "hue" in cohort "cities"/);
  });

  it('one indicator in common', () => {
    const overlapping = reporters(
      '{ agency: mic, cohorts: [cities] }',
      '{ agency: vcci, cohorts: [cities], indicators: [ict.people] }',
    );
    expect(faults(overlapping)[0]).toMatch(
      /^edition.yaml:18 .* "ict.people" of "da-nang" in cohort "cities"/,
    );
  });

  it('divided by units, by indicators or by cohorts, without conflict', () => {
    expect(
      faults(reporters('{ agency: mic, units: [da-nang, hue] }', '{ agency: vcci, units: [can-tho] }')),
    ).toEqual([]);
    expect(
      faults(
        reporters(
          '{ agency: mic, cohorts: [cities], indicators: [ict.people] }',
          '{ agency: vcci, cohorts: [cities], indicators: [ict.infrastructure] }',
          '{ agency: vecom, cohorts: [published] }',
        ),
      ),
    ).toEqual([]);
  });

  it('one agency may be listed twice, its scopes add up', () => {
    expect(faults(reporters('{ agency: mic, cohorts: [cities] }', 'agency: mic'))).toEqual([]);
  });

  it('a published table cannot be divided by indicators', () => {
    const divided = reporters(
      '{ agency: mic, indicators: [ict.people] }',
      '{ agency: vcci, indicators: [ict.infrastructure] }',
    );
    expect(faults(divided)).toEqual([
      'edition.yaml:18 "mic" and "vcci" may both report "total" of "da-nang" in cohort "published"; divide cohorts, units or indicators between them',
    ]);
  });
});
