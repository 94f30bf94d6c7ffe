import { expect, inject, it } from 'vitest';
import { loadConfig } from '../../lib/config.ts';
import { burst } from '../../scripts/burst.ts';
import { cityNetwork } from '../../scripts/city-network.ts';
import { signToken } from '../../scripts/local-deployment.ts';
import { registerBundle } from '../../scripts/seeds.ts';
import { apiUrl, deployment, untilQuiet } from './stack.ts';

const oneByOne = inject('emulator') === 'localstack';
if (oneByOne)
  console.log('45 agencies instead of 225: LocalStack judges files one after another, up to 0.9 s each.');
const size = oneByOne
  ? { agencies: 45, submissions: 60, uploads: 65, rejected: 7 }
  : { agencies: 225, submissions: 300, uploads: 323, rejected: 37 };

it(`judges the files of ${size.agencies} agencies at once, each once, and ranks by the last of each`, async () => {
  const network = cityNetwork(size.agencies);
  const bundle = JSON.stringify({ files: network.definitions });
  await registerBundle(apiUrl, (agency, role) => signToken(deployment, agency, role), bundle);
  await untilQuiet();
  const report = await burst(deployment, network);
  console.log(report);
  expect(report.submissions).toBe(size.submissions);
  expect(report.uploads).toBe(size.uploads);
  expect(report.receipts).toBe(size.submissions);
  const { rejected, ...others } = report.outcomes;
  expect(rejected).toBe(size.rejected);
  expect(Object.values(others).reduce((a, b) => a + b)).toBe(size.submissions - size.rejected);
  // Each copy of the worker computes what has come once in the time for which news rests.
  const { recompute, concurrency } = loadConfig('local', {});
  const windows = Math.ceil(report.releasedAfter / 1_000 / recompute.windowSeconds);
  expect(report.recomputations).toBeLessThanOrEqual(concurrency.recomputeRankings * (windows + 1));
  expect(report.recomputations).toBeLessThan(0.3 * report.uploads);
});
