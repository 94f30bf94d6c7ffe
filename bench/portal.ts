import { executablePath, launch } from '../test/browser/browser.ts';
import { uses, useTable, wholeAtOnce } from '../test/browser/use-of-table.ts';
import { servePages } from '../test/builders/served-portal.ts';
import { thousandUnits } from '../test/builders/thousand-units.ts';
import { median } from './stopwatch.ts';

/**
 * `npm run bench:portal`: the longest task of each use of a table of 1,000 units in Chromium, by the clock, beside
 * the task that lays the whole table out at once. Ends with 1 when a median is above the line.
 */
const rounds = 9;
/** Milliseconds, from which on browsers call a task long. */
const line = 50;

if (!executablePath) throw new Error('There is no Chromium here (apt install chromium)');
const [site, browser] = await Promise.all([servePages(await thousandUnits()), launch()]);
const longest = new Map<string, number[]>();
try {
  for (let round = 0; round <= rounds; round++) {
    const { tasks } = await useTable(browser, `${site.url}/en/many`);
    // The first warms the browser up.
    if (round === 0) continue;
    for (const [use, { milliseconds }] of tasks)
      longest.set(use, [...(longest.get(use) ?? []), milliseconds]);
  }
} finally {
  await browser.close();
  await site.stop();
}

const figures = (use: string) => {
  const times = longest.get(use)!;
  return { median: median(times), best: Math.min(...times), worst: Math.max(...times) };
};
const whole = figures(wholeAtOnce);
const inMilliseconds = (value: number) => `${value.toFixed(1)} ms`;
console.log(
  `The whole table at once: ${inMilliseconds(whole.median)} (${inMilliseconds(whole.best)} at best)`,
);
for (const use of uses) {
  const { median: middle, best, worst } = figures(use);
  if (middle > line) process.exitCode = 1;
  console.log(
    `${use}: ${inMilliseconds(middle)} (${best.toFixed(1)}–${worst.toFixed(1)}), ` +
      `${(middle / whole.median).toFixed(2)} of the whole at once; ` +
      `goal ${line} ms: ${middle <= line ? 'met' : 'not met'}`,
  );
}
