import type { CityNetwork } from '../scripts/city-network.ts';
import { startEmulator } from '../scripts/emulator.ts';
import { deployWithDevelopmentKeys, type LocalDeployment, signToken } from '../scripts/local-deployment.ts';
import { step } from '../scripts/progress.ts';
import { registerBundle } from '../scripts/seeds.ts';

/** Does its work on a stack of its own, where the network is defined; takes the emulator down, whatever happens. */
export async function withNetwork(
  { definitions }: CityNetwork,
  work: (deployment: LocalDeployment) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator();
  try {
    const deployment = await deployWithDevelopmentKeys(emulator.endpoint);
    const tokenFor = (agency: string, role: 'reporter' | 'operator') => signToken(deployment, agency, role);
    const bundle = JSON.stringify({ files: definitions });
    await step('Definitions registered', () => registerBundle(deployment.apiUrl, tokenFor, bundle));
    await work(deployment);
  } finally {
    await emulator.stop();
  }
}

export const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** `5 superseded, 37 rejected` */
export const listed = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
