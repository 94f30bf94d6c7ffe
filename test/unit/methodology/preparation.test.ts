import { describe, expect, test } from 'vitest';
import { example, faults, load } from './example.ts';

/** The example with users and population beside its indicators, and leaves prepared as the test says. */
const prepared = (framework: string, leaf: string) => ({
  'indicators.yaml': `${example['indicators.yaml']}  - id: population
    name: { vi: Dân số, en: Population }
    unit: people
  - id: users
    name: { vi: Thuê bao, en: Subscribers }
    unit: subscriptions
`,
  'framework.yaml': example['framework.yaml']
    .replace('root:\n', `${framework}root:\n`)
    .replace('      indicator: ict.people\n', `      indicator: users\n${leaf}`),
});

describe('a framework file says how values are prepared', () => {
  const steps = prepared(
    `prepare:
  impute: { method: group-mean, by: region }
  screen: { observed: 0.65 }
  treat:
    methods: [{ method: winsorise }, { method: log }]
`,
    `      denominateBy: { indicator: population, per: 1000 }
      impute: { method: latest, maximumAge: 2 }
      treat: { methods: [] }
`,
  );

  test('for all leaves and for one, with the usual limits where none are given', () => {
    const { editions, findings } = load(steps);
    expect(findings).toEqual([]);
    const [cohort] = editions[0]!.cohorts;
    if (cohort?.origin !== 'computed') throw new Error('the first cohort is computed');
    expect(cohort.framework.prepare).toEqual({
      impute: { method: 'group-mean', by: 'region' },
      screen: { observed: 0.65 },
      treat: {
        when: 'outliers',
        skewness: 2,
        kurtosis: 3.5,
        methods: [
          { method: 'winsorise', atMost: 5 },
          { method: 'log', form: 'one-percent' },
        ],
      },
    });
    expect('children' in cohort.framework.root && cohort.framework.root.children[1]).toMatchObject({
      denominateBy: { indicator: 'population', per: 1000 },
      impute: { method: 'latest', maximumAge: 2 },
      treat: { methods: [] },
    });
  });

  test('what values are divided by is reported with them', () => {
    const [cohort] = load(steps).editions[0]!.cohorts;
    if (cohort?.origin !== 'computed') throw new Error('the first cohort is computed');
    expect(cohort.indicators.map(({ id }) => id)).toEqual(['ict.infrastructure', 'population', 'users']);
  });

  test('a framework that says nothing reads as before, to the last byte', () => {
    const [cohort] = load().editions[0]!.cohorts;
    if (cohort?.origin !== 'computed') throw new Error('the first cohort is computed');
    expect(Object.keys(cohort.framework)).not.toContain('prepare');
    expect(JSON.stringify(cohort.framework.root)).not.toMatch(/denominateBy|impute|treat|screen/);
  });
});

describe('faults stand at their place', () => {
  test.each([
    [
      '',
      '      denominateBy: populaton\n',
      'framework.yaml:16 unknown indicator "populaton"; did you mean "population"?',
    ],
    [
      '',
      '      impute: { method: group-mean, by: { indicator: clas } }\n',
      'framework.yaml:16 unknown indicator "clas"',
    ],
    [
      'prepare: { impute: { method: group-median, by: { indicator: clas } } }\n',
      '',
      'framework.yaml:6 unknown indicator "clas"',
    ],
    [
      '',
      '      denominateBy: users\n',
      'framework.yaml:13 node "people": users ÷ itself is 1 for every unit',
    ],
  ])('%s%s', (framework, leaf, fault) => {
    expect(faults(prepared(framework, leaf))).toContain(fault);
  });

  test('a screen that says no share, a branch that is imputed, a leaf that is screened', () => {
    expect(faults(prepared('prepare: { screen: {} }\n', ''))[0]).toContain('say which share is asked for');
    expect(faults(prepared('', '      screen: { observed: 0.5 }\n'))[0]).toContain('a leaf has "indicator"');
    const branch = example['framework.yaml'].replace(
      '  children:\n',
      '  impute: { method: mean }\n  children:\n',
    );
    expect(faults({ 'framework.yaml': branch })[0]).toContain('a leaf has "indicator"');
  });
});
