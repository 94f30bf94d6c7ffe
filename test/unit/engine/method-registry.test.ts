import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aggregationMethods } from '../../../domain/engine/aggregate/methods.ts';
import { type MethodParameters, methodName, methodTable } from '../../../domain/engine/method-table.ts';
import { normalisationMethods } from '../../../domain/engine/normalise/methods.ts';
import { weightingMethods } from '../../../domain/engine/weights/methods.ts';
import { aggregation, normalisation, weighting } from '../../../domain/methodology/definitions.ts';

type Method = { parameters: MethodParameters };

/** The rows of a section's table: method, parameters, formula, source, not for. */
function documented(section: string): string[][] {
  const page = readFileSync(new URL('../../../docs/methods.md', import.meta.url), 'utf8');
  const text = page.split('\n## ').find((part) => part.startsWith(`${section}\n`))!;
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const words = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);

const registries: [string, readonly Method[]][] = [
  ['Normalise', normalisationMethods],
  ['Aggregate', aggregationMethods],
  ['Weights', weightingMethods],
];

describe.each(registries)('docs/methods.md, %s', (section, methods) => {
  const rows = documented(section);

  test('has a row for every method that a definition file may name, and no other', () => {
    expect(rows.map(([name]) => words(name!)[0])).toEqual(methods.map(methodName));
  });

  test.each(
    methods.map((method) => [methodName(method), method] as const),
  )('%s: names its parameters', (name, method) => {
    const [, parameters, formula] = rows.find((row) => row[0] === `\`${name}\``)!;
    expect(words(parameters!)).toEqual(
      Object.keys(method.parameters.shape).filter((key) => key !== 'method'),
    );
    expect(formula).not.toBe('');
  });
});

test('every method but "none" and the given weights names a source and what it is not for', () => {
  const rows = registries.flatMap(([section]) => documented(section));
  const without = rows.filter(([, , , source]) => source === '').map(([name]) => name);
  expect(without).toEqual(['`none`', '`given`']);
});

describe('a definition file', () => {
  test('accepts the methods of the registries, with their defaults', () => {
    expect(normalisation.parse({ method: 'goalposts', lower: 20, upper: 85 })).toEqual({
      method: 'goalposts',
      lower: 20,
      upper: 85,
      scale: 'linear',
      cap: 'both',
      low: 0,
      high: 1,
    });
    expect(aggregation.parse({ method: 'mazziotta-pareto' })).toEqual({
      method: 'mazziotta-pareto',
      penalty: 'minus',
    });
    expect(weighting.parse({ method: 'equal' })).toEqual({ method: 'equal' });
  });

  test.each([
    ['a field of another method', { method: 'rank', low: 0 }],
    ['a misspelt one', { method: 'min-max', lo: 0 }],
    ['a number that cannot be', { method: 'z-score', standardDeviation: 0 }],
    ['an infinite one', { method: 'min-max', high: Number.POSITIVE_INFINITY }],
    ['a method that nobody knows', { method: 'softmax' }],
  ])('refuses %s', (_, spec) => {
    expect(normalisation.safeParse(spec).success).toBe(false);
  });
});

test('two methods of one name are refused when the registry is built', () => {
  expect(() => methodTable([...aggregationMethods, aggregationMethods[0]])).toThrow(RangeError);
});
