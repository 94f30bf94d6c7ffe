import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { beforeTheStorm, calm, storm } from './storm.ts';
import { doubledDay, everySite, sitesOf, sweep, type Undisturbed, undisturbedDays } from './sweep.ts';

/** What draws pages, and what an operator does by hand and does again: see pages.test.ts and whole-table.test.ts. */
const apart = ['s3/page-store.ts', 'sqs/redrive.ts', 'dynamodb/whole-table.ts'];

const root = join(import.meta.dirname, '../..');
let days: Undisturbed[];
beforeAll(async () => {
  days = await undisturbedDays();
});

describe('the story that faults befall', () => {
  it('calls AWS from every adapter that the writing side has', () => {
    const sites = [...sitesOf(days)].join('\n');
    const calling = globSync('adapters/**/*.ts', { cwd: root }).filter((file) =>
      /\.send\(|paginateQuery\(/.test(readFileSync(join(root, file), 'utf8')),
    );
    const missed = calling
      .map((file) => file.replace('adapters/', ''))
      .filter((file) => !file.startsWith('public-reader/') && !apart.includes(file));
    expect(missed.filter((file) => !sites.includes(file))).toEqual([]);
  });

  it('runs every function that writes', () => {
    // Pages are drawn from what is stored, and change none of it: see pages.test.ts.
    const reading = ['authorise', 'proof-api', 'public-api', 'render-pages', 'shared'];
    const written = readdirSync(join(root, 'lambdas')).filter((name) => !reading.includes(name));
    const called = new Set(days.flatMap(({ calls }) => calls.map(({ by }) => by)));
    expect([...called].sort()).toEqual(written.sort());
  });
});

describe('whatever befalls a call to AWS', () => {
  it('the day ends as if nothing had happened, at every call site', async () => {
    const cases = everySite(days);
    const differences = await sweep(cases);
    console.log(`${sitesOf(days).size} call sites, ${cases.length} disturbances`);
    expect(differences).toEqual([]);
  });
});

describe('everything twice, late, in any order and batch', () => {
  it('leaves every day as it was: each message at once again, and after all others, the last first', async () => {
    for (const day of days) expect(await doubledDay(day), day.name).toEqual([]);
  });

  it('shows agencies and readers the same in the end', async () => {
    const before = await beforeTheStorm();
    const expected = await calm(before);
    expect(expected.length).toBeGreaterThan(40);
    for (let seed = 1; seed <= 50; seed += 1)
      expect(await storm(before, seed), `seed ${seed}`).toEqual(expected);
  });
});
