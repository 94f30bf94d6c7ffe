import { describe, expect, it } from 'vitest';
import { loadDefinitions } from '../../../domain/methodology/load-definitions.ts';
import { example, faults, load, rewrite } from './example.ts';

const alone = (text: string) =>
  loadDefinitions([{ path: 'a.yaml', text }]).findings.map(({ line, message }) => `${line} ${message}`);

describe('a definition file', () => {
  it('with bad syntax is reported at the line of the fault', () => {
    const { findings } = load(rewrite('edition.yaml', 'agency: mic', 'agency: [mic'));
    expect(findings[0]).toMatchObject({ path: 'edition.yaml', line: 18, column: 1 });
    expect(findings.every(({ path }) => path === 'edition.yaml')).toBe(true);
  });

  it('with a key twice is refused: one of the two would be lost', () => {
    expect(faults(rewrite('set.yaml', 'id: cities\n', 'id: cities\nid: towns\n'))).toEqual([
      'set.yaml:3 Map keys must be unique',
    ]);
  });

  it('with a year that is not in quotes says what to do', () => {
    expect(faults(rewrite('edition.yaml', '"2016"', '2016'))).toEqual([
      'edition.yaml:3 period: must be text, not 2016: put it in quotes',
    ]);
  });

  it('with a code that lost its quotes is refused: 01 would be 1', () => {
    expect(faults(rewrite('units.yaml', 'value: "48"', 'value: 01'))).toEqual([
      'units.yaml:8 units[0].codes[0].value: must be text, not 1: put it in quotes',
    ]);
  });

  it('with a misspelt key names the key at its own line', () => {
    expect(faults(rewrite('framework.yaml', 'indicator: ict.people', 'indicatr: ict.people'))).toEqual([
      'framework.yaml:13 root.children[1]: a leaf has "indicator" (and "normalise", "denominateBy", "impute", "treat"); a branch has "children" (and "aggregate", "weights", "missing", "screen")',
      'framework.yaml:15 root.children[1].indicatr: nothing of this name belongs here',
    ]);
  });

  it('that leaves something out is reported where it should be', () => {
    expect(faults(rewrite('edition.yaml', '    framework: ict-2016\n', ''))).toEqual([
      'edition.yaml:5 cohorts[0].framework: is missing',
    ]);
    expect(faults(rewrite('index.yaml', 'en: Readiness', 'EN: Readiness'))).toEqual([
      'index.yaml:5 description.en: is missing',
      'index.yaml:5 description.EN: nothing of this name belongs here',
    ]);
  });

  it('of a kind unknown is told the nearest one', () => {
    expect(faults(rewrite('set.yaml', 'kind: unit-set', 'kind: unitset'))).toContain(
      'set.yaml:1 kind: must be one of units, unit-set, indicators, index, framework, edition, plan; did you mean "unit-set"?',
    );
  });

  it('with an id in capitals is refused, also as the key of a map', () => {
    const rule = 'use lower-case letters, digits, "-" and "."';
    expect(faults(rewrite('index.yaml', 'id: ict', 'id: ICT'))).toEqual([`index.yaml:2 id: ${rule}`]);
    const region = rewrite('units.yaml', '  south-central-coast: {', '  South: {');
    expect(faults(region)).toEqual([`units.yaml:3 regions.South: ${rule}`]);
  });

  it('that is neither branch nor leaf is reported at the node', () => {
    expect(faults(rewrite('framework.yaml', '      indicator: ict.people\n', ''))).toEqual([
      'framework.yaml:13 root.children[1]: a leaf has "indicator" (and "normalise", "denominateBy", "impute", "treat"); a branch has "children" (and "aggregate", "weights", "missing", "screen")',
    ]);
  });

  it('reports all of its faults at once, and each document for itself', () => {
    const text = `${example['index.yaml'].replace('id: ict', 'id: ICT')}---\n${example['set.yaml'].replace('members', 'member')}`;
    expect(alone(text)).toEqual([
      '2 id: use lower-case letters, digits, "-" and "."',
      '8 members: is missing',
      '11 member: nothing of this name belongs here',
    ]);
  });

  it('does not lead to complaints about what other files say of its contents', () => {
    expect(faults(rewrite('units.yaml', 'id: da-nang', 'id: Da-Nang'))).toEqual([
      'units.yaml:5 units[0].id: use lower-case letters, digits, "-" and "."',
    ]);
  });

  it('with an alias is refused at the alias', () => {
    const aliased = example['units.yaml']
      .replace('{ vi: Huế, en: Hue }', '&hue { vi: Huế, en: Hue }')
      .concat('  - { id: hue-2025, name: *hue }\n');
    expect(faults({ 'units.yaml': aliased })).toEqual([
      'units.yaml:15 alias "*hue" is not allowed; write out what it stands for',
    ]);
  });

  it('that would unfold into 9^30 names is refused before it fills the memory', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `  - &l${i + 1} [${`*l${i}, `.repeat(9)}]`);
    const bomb = ['kind: units', 'units:', '  - &l0 [hue]', ...levels].join('\n');
    expect(alone(bomb)).toHaveLength(270);
    expect(alone(bomb)[0]).toBe('4 alias "*l0" is not allowed; write out what it stands for');
  });

  it('that refers to itself without end is refused', () => {
    expect(alone('kind: framework\nroot: &root { children: [*root] }\n')).toEqual([
      '2 alias "*root" is not allowed; write out what it stands for',
    ]);
  });

  it('larger than a million characters is refused unread', () => {
    expect(alone('#'.repeat(1_000_001))).toEqual(['1 the file is longer than 1000000 characters; split it']);
  });

  it.each([100, 10_000])('with a tree of %d levels is refused', (levels) => {
    const deep = `kind: framework\nroot: ${'{ children: ['.repeat(levels)}${'] }'.repeat(levels)}\n`;
    expect(alone(deep)).toEqual(['2 nested more than 200 nodes deep']);
  });

  it('that defines nothing is refused', () => {
    expect(alone('# to be written\n')).toEqual(['1 the file defines nothing']);
  });

  it('with a tag unknown is refused', () => {
    expect(alone('kind: units\nunits: !!js/function "() => 1"\n')[0]).toMatch(/^2 Unresolved tag/);
  });
});
