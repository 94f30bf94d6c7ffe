import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeApi } from '../contracts/openapi.ts';

const file = join(import.meta.dirname, '..', 'docs', 'openapi.json');
writeFileSync(file, `${JSON.stringify(describeApi(), null, 2)}\n`);
