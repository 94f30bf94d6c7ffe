import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { smokeFaults } from './smoke-faults.ts';

/**
 * `npm run smoke -- outputs.json`: looks at a service that was just deployed, by the outputs that `cdk deploy`
 * wrote. Ends with 1 where it is not well within two minutes: a deployment takes a moment to be everywhere.
 */
const [file] = process.argv.slice(2);
if (!file) throw new Error('Name the file of outputs that cdk deploy wrote');
const outputs = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
const url = Object.values(outputs).find((stack) => stack['ApiUrl'])?.['ApiUrl'];
if (!url) throw new Error(`${file} names no ApiUrl`);

const tries = 8;
for (let number = 1; number <= tries; number += 1) {
  const faults = await smokeFaults(url.replace(/\/$/, ''));
  for (const fault of faults) console.error(fault);
  if (faults.length === 0) {
    console.log(`${url} is well`);
    process.exit(0);
  }
  await sleep(15_000);
}
process.exit(1);
