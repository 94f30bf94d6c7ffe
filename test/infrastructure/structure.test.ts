import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './synthesise.ts';

const lines = (path: string) => readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length;

const stacks = readdirSync(join(root, 'lib', 'stacks')).map((name) => `lib/stacks/${name}`);

const handlers = readdirSync(join(root, 'lambdas'))
  .map((name) => `lambdas/${name}/handler.ts`)
  .filter((path) => existsSync(join(root, path)));

it.each(stacks)('%s fits into 150 lines, so that it reads like prose', (path) => {
  expect(lines(path)).toBeLessThanOrEqual(150);
});

it.each(handlers)('%s fits into 40 lines: it translates and calls', (path) => {
  expect(lines(path)).toBeLessThanOrEqual(40);
});
