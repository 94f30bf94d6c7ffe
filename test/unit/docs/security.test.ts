import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'docs/security.md'), 'utf8');
const flows = text
  .split(/^## /m)
  .map((section) => ({ name: section.split('\n', 1)[0]!, rows: section.match(/^\| [STRIDE] \|.*$/gm) ?? [] }))
  .filter(({ rows }) => rows.length > 0);

/** What is of no flow in particular: each row of its table but the headings. */
const across = {
  name: 'Across the flows',
  rows: text
    .split('## Across the flows')[1]!
    .split('\n## ')[0]!
    .match(/^\| .*$/gm)!
    .slice(1),
};

const references = (row: string) =>
  [...row.matchAll(/`([^`]+)` “([^”]+)”/g)].map(([, file, words]) => ({ file: file!, words: words! }));

describe('the threat model', () => {
  it('looks at seven flows', () => {
    expect(flows).toHaveLength(7);
  });

  it.each(flows)('asks of “$name” each of the six questions, once', ({ rows }) => {
    expect(rows.map((row) => row[2]).join('')).toBe('STRIDE');
  });

  it.each([...flows, across])('names what holds each answer of “$name”', ({ rows }) => {
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      const named = references(row.split('|').at(-2)!);
      expect(named, row).not.toEqual([]);
      for (const { file, words } of named)
        expect(readFileSync(join(root, file), 'utf8').includes(words), `${file} “${words}”`).toBe(true);
    }
  });
});
