import { burst } from '../scripts/burst.ts';
import { cityNetwork } from '../scripts/city-network.ts';
import { inSeconds, listed, withNetwork } from './with-network.ts';

/**
 * `npm run burst`: 225 agencies upload at once, a third of them twice. Ends with 1 when a file is lost or the
 * ranking differs from the one computed offline.
 */
const network = cityNetwork(225);
await withNetwork(network, async (deployment) => {
  const report = await burst(deployment, network);
  console.log(`
uploads           ${report.uploads} of ${report.submissions} submissions by ${network.agencies.length} agencies, in ${inSeconds(report.uploadedAfter)}
outcomes          ${listed(report.outcomes)}; all after ${inSeconds(report.decidedAfter)}
receipts          ${report.receipts}
recomputations    ${report.recomputations}, releases ${report.releases}
final ranking     equal to civindex rank of each agency's last file, after ${inSeconds(report.releasedAfter)}`);
});
