import { describe, expect, it } from 'vitest';
import { example, faults, load } from './example.ts';

const plan = (more = '') => `---
kind: plan
id: da-nang-2025
name: { vi: Kế hoạch, en: Plan }
source: { citation: baodanang.vn }
targets:
  - id: people-2025
    name: { vi: Nhân lực, en: People }
    indicator: ict.people
    unit: da-nang
    direction: at-least
    value: 0.8
    due: "2025"
${more}`;

const withPlan = (text: string) => ({ 'index.yaml': `${example['index.yaml']}${text}` });

describe('a plan', () => {
  it('carries the indicators and units that it names', () => {
    const observations =
      'observations: [{ indicator: ict.infrastructure, unit: hue, period: "2021", value: 0.5 }]';
    const { plans, findings } = load(withPlan(plan(observations)));
    expect(findings).toEqual([]);
    expect(plans).toMatchObject([
      {
        id: 'da-nang-2025',
        targets: [{ id: 'people-2025', value: 0.8, due: '2025' }],
        indicators: [{ id: 'ict.infrastructure' }, { id: 'ict.people' }],
        units: [{ id: 'da-nang' }, { id: 'hue' }],
      },
    ]);
  });

  it.each([
    [
      plan().replace('indicator: ict.people', 'indicator: ict.peple'),
      'index.yaml:15 unknown indicator "ict.peple"; did you mean "ict.people"?',
    ],
    [
      plan().replace('unit: da-nang', 'unit: da-nag'),
      'index.yaml:16 unknown unit "da-nag"; did you mean "da-nang"?',
    ],
    [
      plan().replace('"2025"', '2025'),
      'index.yaml:19 targets[0].due: must be text, not 2025: put it in quotes',
    ],
    [
      plan().replace('at-least', 'atleast'),
      'index.yaml:17 targets[0].direction: Invalid option: expected one of "at-least"|"at-most"',
    ],
    [
      plan().split('targets:')[0]!,
      'index.yaml:9 plan "da-nang-2025" has neither a target nor a published progress',
    ],
    [
      plan(
        'publishedProgress: [{ period: "2022", total: 2, met: 2, inProgress: 1, source: { citation: x } }]',
      ),
      'index.yaml:20 publishedProgress[0]: more targets are counted than the plan has',
    ],
    [
      plan(`observations:
  - { indicator: ict.people, unit: hue, period: "2021", value: 0.5 }
  - { indicator: ict.people, unit: hue, period: "2021", value: 0.6 }`),
      'index.yaml:22 "ict.people" of "hue" in 2021 is given already in plan "da-nang-2025"',
    ],
    [
      plan(plan().split('targets:\n')[1]!),
      'index.yaml:20 target "people-2025" is defined already in plan "da-nang-2025"',
    ],
  ])('%#', (text, fault) => {
    expect(faults(withPlan(text))).toEqual([fault]);
  });
});
