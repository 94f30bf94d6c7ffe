import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Description, promisesOf } from '../contracts/api-promises.ts';
import { describeApi } from '../contracts/openapi.ts';

const docs = join(import.meta.dirname, '..', 'docs');
const description = describeApi();
writeFileSync(join(docs, 'openapi.json'), `${JSON.stringify(description, null, 2)}\n`);

// With `--promise`, what the public API says now is what it is held to from now on.
if (process.argv.includes('--promise')) {
  const promises = promisesOf(JSON.parse(JSON.stringify(description)) as Description);
  writeFileSync(join(docs, 'api-v1-promises.txt'), `${promises.join('\n')}\n`);
}
