import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { burst } from '../scripts/burst.ts';
import { cityNetwork } from '../scripts/city-network.ts';
import { readSteadily } from './steady-readers.ts';
import { inSeconds, listed, withNetwork } from './with-network.ts';

/**
 * `npm run bench:load`: the deadline of 225 agencies, as `npm run burst` has it, while readers ask at a fixed rate
 * and for some time after it: `-- --readers 4 --seconds 120`. Loopback only. Ends with 1 when a file is lost, a
 * reader gets a 5xx, no answer or a wrong one, or the ranking differs from the one computed offline.
 */
const { values } = parseArgs({
  options: {
    agencies: { type: 'string', default: '225' },
    readers: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '120' },
  },
});
const perSecond = Number(values.readers);
const atLeast = Number(values.seconds) * 1_000;

const network = cityNetwork(Number(values.agencies));
await withNetwork(network, async (deployment) => {
  const { index, period } = network.edition;
  const edition = `${deployment.apiUrl}/v1/indices/${index}/editions/${period}`;
  const addresses = [
    `${edition}/ranking?limit=50`,
    `${edition}/ranking?limit=50&node=services`,
    `${edition}/units/${network.agencies[0]}`,
    `${edition}/statistics`,
  ];
  const end = new AbortController();
  const reading = readSteadily(addresses, { perSecond, signal: end.signal });
  const enough = sleep(atLeast);
  const report = await burst(deployment, network).finally(async () => {
    await enough;
    end.abort();
  });
  const readers = await reading;
  const faults = Object.entries(readers.answers).filter(([status]) => status === '0' || status >= '500');
  const lost = report.submissions - Object.values(report.outcomes).reduce((a, b) => a + b, 0);
  console.log(`
uploads           ${report.uploads} of ${report.submissions} submissions by ${network.agencies.length} agencies, in ${inSeconds(report.uploadedAfter)}
outcomes          ${listed(report.outcomes)}; all after ${inSeconds(report.decidedAfter)}; ${lost} lost
receipts          ${report.receipts}
recomputations    ${report.recomputations}, releases ${report.releases}; the last after ${inSeconds(report.releasedAfter)}
readers           ${readers.requests} requests, ${perSecond} a second; by status: ${listed(readers.answers)}
                  p50 ${readers.p50} ms, p99 ${readers.p99} ms, slowest ${readers.slowest} ms
5xx or no answer  ${faults.reduce((sum, [, count]) => sum + count, 0)}
wrong             ${readers.wrong.length}${readers.wrong.map((what) => `\n  ${what}`).join('')}
final ranking     equal to civindex rank of each agency's last file`);
  if (faults.length > 0 || readers.wrong.length > 0 || lost > 0) process.exitCode = 1;
});
