import { expect, it } from 'vitest';
import { loadConfig } from '../../lib/config.ts';
import { burst } from '../../scripts/burst.ts';
import { cityNetwork } from '../../scripts/city-network.ts';
import { signToken } from '../../scripts/local-deployment.ts';
import { registerBundle } from '../../scripts/seeds.ts';
import { apiUrl, deployment, untilQuiet } from './stack.ts';

const given = process.env['AWS_ENDPOINT_URL'] !== undefined;
if (given) console.log('Skipping the burst: it is driven on the emulator that this project starts itself.');

it.skipIf(given)(
  'judges the files of 225 agencies at once, each once, and ranks by the last of each',
  async () => {
    const network = cityNetwork(225);
    const bundle = JSON.stringify({ files: network.definitions });
    await registerBundle(apiUrl, (agency, role) => signToken(deployment, agency, role), bundle);
    await untilQuiet();
    const report = await burst(deployment, network);
    console.log(report);
    expect(report.submissions).toBe(300);
    expect(report.uploads).toBe(323);
    expect(report.receipts).toBe(300);
    const { rejected, ...others } = report.outcomes;
    expect(rejected).toBe(37);
    expect(Object.values(others).reduce((a, b) => a + b)).toBe(263);
    // Each copy of the worker computes what has come once in the time for which news rests.
    const { recompute, concurrency } = loadConfig('local', {});
    const windows = Math.ceil(report.releasedAfter / 1_000 / recompute.windowSeconds);
    expect(report.recomputations).toBeLessThanOrEqual(concurrency.recomputeRankings * (windows + 1));
    expect(report.recomputations).toBeLessThan(0.3 * report.uploads);
  },
);
