import { argv } from 'node:process';
import { contentHash } from '../../domain/release/content-hash.ts';
import { runBytes } from './run-bytes.ts';
import { questionOf } from './seed-question.ts';

/** Prints a hash of the bytes of each edition named: what a process of another locale and time zone makes of them. */
for (const edition of argv.slice(2))
  console.log(await contentHash(await runBytes(await questionOf(edition))));
