import { burst } from '../scripts/burst.ts';
import { cityNetwork } from '../scripts/city-network.ts';
import { startEmulator } from '../scripts/emulator.ts';
import { deployWithDevelopmentKeys, signToken } from '../scripts/local-deployment.ts';
import { step } from '../scripts/progress.ts';
import { registerBundle } from '../scripts/seeds.ts';

/**
 * `npm run burst`: 225 agencies upload at once, a third of them twice. Ends with 1 when a file is lost or the
 * ranking differs from the one computed offline.
 */
const network = cityNetwork(225);
const emulator = await startEmulator();
try {
  const deployment = await deployWithDevelopmentKeys(emulator.endpoint);
  const tokenFor = (agency: string, role: 'reporter' | 'operator') => signToken(deployment, agency, role);
  const bundle = JSON.stringify({ files: network.definitions });
  await step('Definitions registered', () => registerBundle(deployment.apiUrl, tokenFor, bundle));
  const report = await burst(deployment, network);
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const outcomes = Object.entries(report.outcomes).map(([status, count]) => `${count} ${status}`);
  console.log(`
uploads           ${report.uploads} of ${report.submissions} submissions by ${network.agencies.length} agencies, in ${seconds(report.uploadedAfter)}
outcomes          ${outcomes.join(', ')}; all after ${seconds(report.decidedAfter)}
receipts          ${report.receipts}
recomputations    ${report.recomputations}, releases ${report.releases}
final ranking     equal to civindex rank of each agency's last file, after ${seconds(report.releasedAfter)}`);
} finally {
  await emulator.stop();
}
