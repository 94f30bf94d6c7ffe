import { beforeTheStorm, calm, storm } from './storm.ts';
import { everyCall, sitesOf, sweep, undisturbedDays } from './sweep.ts';

/**
 * `npm run faults`: every call to AWS of the story, disturbed in every way; then a thousand storms.
 * `npm run faults -- "a newer file"` sweeps the days of that name only. Ends with 1 where anything differs.
 */
const wanted = process.argv[2];
const storms = 1000;

const days = (await undisturbedDays()).filter(({ name }) => !wanted || name.includes(wanted));
const cases = everyCall(days);
console.log(`${days.length} days, ${days.flatMap(({ calls }) => calls).length} calls to AWS`);
console.log(`${sitesOf(days).size} call sites, ${cases.length} disturbances`);

let differences = 0;
for (const difference of await sweep(cases)) {
  differences += 1;
  const { day, call, kind, lines } = difference;
  console.log(`${day}: ${kind} at ${call}\n${lines.map((line) => `  ${line}`).join('\n')}`);
}
console.log(`${differences} differences in ${cases.length} disturbed days`);

if (!wanted) differences += await weather();
process.exit(differences > 0 ? 1 : 0);

async function weather(): Promise<number> {
  const before = await beforeTheStorm();
  const expected = JSON.stringify(await calm(before));
  let other = 0;
  for (let seed = 1; seed <= storms; seed += 1)
    if (JSON.stringify(await storm(before, seed)) !== expected) {
      other += 1;
      console.log(`the storm of seed ${seed} ends otherwise`);
    }
  console.log(`${other} differences in ${storms} storms: everything twice, late, in any order and batch`);
  return other;
}
