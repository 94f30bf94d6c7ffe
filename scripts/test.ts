import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runWithLimit } from './run-with-limit.ts';
import { type Counts, countVitest, failuresOfVitest, noCounts, sum } from './test-counts.ts';

/**
 * `npm test`: every layer, one after the other, a table and one line of counts at the end.
 * `npm test -- unit e2e` runs the layers named. Ends with 1 when anything failed or a layer had no test.
 */
const root = join(import.meta.dirname, '..');
const reports = join(root, '.local', 'test');
const node = join(root, 'node_modules', '.bin', 'node');
const minutes = 60_000;

const failures: string[] = [];

type Layer = { name: string; covers: string; run: () => Promise<Counts> };

/** A tool that says yes or no counts as one check. */
const check =
  (command: string, ...args: string[]) =>
  async (): Promise<Counts> => {
    const code = await runWithLimit(join(root, 'node_modules', '.bin', command), args, 5 * minutes);
    if (code !== 0) failures.push(`${command} ${args.join(' ')}: ended with ${code}`);
    return { ...noCounts, [code === 0 ? 'passed' : 'failed']: 1 };
  };

const both = (first: () => Promise<Counts>, second: () => Promise<Counts>) => async (): Promise<Counts> =>
  sum(await first(), await second());

const vitest = (project: string, limit: number) => async (): Promise<Counts> => {
  // Two of these may run at once, on an emulator each.
  const report = join(reports, `${project}-${process.pid}.json`);
  rmSync(report, { force: true });
  const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runWithLimit(node, [program, 'run', '--project', project, ...reporters], limit);
  const read = readReport(report);
  failures.push(...failuresOfVitest(read));
  return countVitest(read, code);
};

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

const layers: Layer[] = [
  { name: 'lint', covers: 'biome: style, layering, complexity', run: check('biome', 'check', '.') },
  {
    name: 'types',
    covers: 'tsc, strict',
    run: both(check('tsc', '-p', '.'), check('tsc', '-p', 'web/browser')),
  },
  { name: 'unit', covers: 'domain, use cases, handlers', run: vitest('unit', 8 * minutes) },
  { name: 'infrastructure', covers: 'templates, cdk-nag', run: vitest('infrastructure', 5 * minutes) },
  { name: 'integration', covers: 'adapters on DynamoDB Local', run: vitest('integration', 5 * minutes) },
  { name: 'faults', covers: 'every call to AWS failing', run: vitest('faults', 5 * minutes) },
  {
    name: 'browser',
    covers: 'the portal in Chromium: axe, budgets, journeys',
    run: vitest('browser', 8 * minutes),
  },
  { name: 'e2e', covers: 'upload to ranking on the emulator, with IAM', run: vitest('e2e', 21 * minutes) },
];

function chosenLayers(names: string[]): Layer[] {
  const unknown = names.find((name) => !layers.some((layer) => layer.name === name));
  if (unknown) {
    console.error(`There is no layer "${unknown}": ${layers.map(({ name }) => name).join(', ')}`);
    process.exit(2);
  }
  return names.length === 0 ? layers : layers.filter(({ name }) => names.includes(name));
}

const rows: { layer: string; passed: number; failed: number; skipped: number; seconds: string }[] = [];
const all: Counts[] = [];
mkdirSync(reports, { recursive: true });
for (const { name, covers, run } of chosenLayers(process.argv.slice(2))) {
  console.log(`\n── ${name} (${covers})`);
  const start = performance.now();
  const counts = await run();
  all.push(counts);
  rows.push({ layer: name, ...counts, seconds: ((performance.now() - start) / 1000).toFixed(1) });
}

const total = all.reduce(sum, noCounts);
console.log('');
console.table(Object.fromEntries(rows.map(({ layer, ...row }) => [layer, row])));
for (const failure of failures) console.log(`✗ ${failure}`);
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed > 0 ? 1 : 0);
