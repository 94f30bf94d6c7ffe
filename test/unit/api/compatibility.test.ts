import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Description, isDemand, promisesOf } from '../../../contracts/api-promises.ts';

const published: Description = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
const now = new Set(promisesOf(published));
const before = readFileSync('docs/api-v1-promises.txt', 'utf8').trim().split('\n');

/**
 * Within /v1 the public API only grows. `npm run openapi -- --promise` writes down what has been added; taking a line
 * out of the file is the decision to break clients.
 */
describe('the public API', () => {
  it('keeps every promise that it has made', () => {
    expect(before.filter((line) => !isDemand(line) && !now.has(line))).toEqual([]);
  });

  it('makes no new demand on an operation that there was', () => {
    const known = new Set(before);
    const operations = new Set(before.map((line) => line.split(' ').slice(0, 2).join(' ')));
    const demands = [...now].filter((line) => isDemand(line) && !known.has(line));
    expect(demands.filter((line) => operations.has(line.replace(/^must give \S+ to /, '')))).toEqual([]);
  });

  it('would be caught taking a field away, or asking for more', () => {
    const less = structuredClone(published);
    delete less.components.schemas['RankingRow']!.properties!['score'];
    const lines = new Set(promisesOf(less));
    expect(before.filter((line) => !lines.has(line))).toContain('#RankingRow.score is always there');
    const more = structuredClone(published);
    more.paths['/v1/plans']!['get']!.parameters![0]!.required = true;
    expect(promisesOf(more)).toContain('must give asOf to GET /v1/plans');
  });
});
