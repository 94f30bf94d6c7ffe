import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runFuzz } from './run-fuzz.ts';

/**
 * `npm run fuzz:desk [files] [seed]`: files of real agencies, mutated and judged as uploads; 20,000 unless said. Ends
 * with 1 when one did not end in a sound report, or when memory grew from the middle of the run to its end.
 */
const [files = 20_000, seed = 2026] = process.argv.slice(2).map(Number);
const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
process.on('uncaughtException', (error) => unhandled.push(error));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const heaps: number[] = [];
const start = performance.now();
const { outcomes, faults, slowest } = await runFuzz(files, seed, (done) => {
  if (done % Math.ceil(files / 10) !== 0) return;
  collectGarbage();
  heaps.push(process.memoryUsage().heapUsed / 1e6);
});
// What a file left behind would be rejected by now.
await new Promise((resolve) => setTimeout(resolve, 100));

const codes = new Set([...outcomes.values()].flatMap(({ findings }) => [...findings.keys()]));
console.table(
  Object.fromEntries([...outcomes].map(([mutation, { findings: _, ...counts }]) => [mutation, counts])),
);
console.table(
  Object.fromEntries(
    [...codes]
      .sort()
      .map((code) => [
        code,
        Object.fromEntries(
          [...outcomes].map(([mutation, { findings }]) => [mutation, findings.get(code) ?? 0]),
        ),
      ]),
  ),
);
const seconds = (performance.now() - start) / 1000;
console.log(
  `${files} files of seed ${seed} in ${seconds.toFixed(0)} s, the slowest in ${slowest.toFixed(0)} ms`,
);
console.log(
  `heap after each tenth: ${heaps.map((heap) => heap.toFixed(0)).join(' ')} MB; peak of the process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
);
for (const fault of faults.slice(0, 10)) console.error(fault);
for (const reason of unhandled.slice(0, 10)) console.error('unhandled:', reason);
console.log(`${faults.length} without a sound report, ${unhandled.length} unhandled errors`);
// What is remembered between files, such as a cohort's names, is bounded and there by the middle.
const hasGrown = heaps.at(-1)! > 1.5 * heaps[Math.floor(heaps.length / 2) - 1]! + 10;
if (hasGrown) console.error('memory is not bounded');
process.exitCode = faults.length + unhandled.length > 0 || hasGrown ? 1 : 0;
