import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type EmulatorKind, probe, startEmulator } from '../../scripts/emulator.ts';
import {
  deployWithDevelopmentKeys,
  type LocalDeployment,
  readDeployment,
  signToken,
} from '../../scripts/local-deployment.ts';
import { step } from '../../scripts/progress.ts';
import { readSeeds, registerSeeds, submitSeeds, untilReadable } from '../../scripts/seeds.ts';

declare module 'vitest' {
  interface ProvidedContext {
    deployment: LocalDeployment;
    emulator: EmulatorKind | undefined;
  }
}

/**
 * One deployment for all end-to-end tests, with the seeds in it. CIVINDEX_DEPLOYMENT names the file of one that
 * runs already (the demo's is .local/demo.json); otherwise it goes to the emulator that AWS_ENDPOINT_URL names,
 * or to a fresh one.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const existing = process.env['CIVINDEX_DEPLOYMENT'];
  if (existing) {
    const deployment = readDeployment(join(process.cwd(), existing));
    project.provide('deployment', deployment);
    project.provide('emulator', await probe(deployment.endpoint));
    return async () => {};
  }
  const emulator = await startEmulator();
  try {
    const deployment = await deployWithDevelopmentKeys(emulator.endpoint);
    await loadSeeds(deployment);
    project.provide('deployment', deployment);
    project.provide('emulator', emulator.kind);
  } catch (error) {
    if (emulator.logPath) console.error(`The emulator's log: ${emulator.logPath}`);
    await emulator.stop();
    throw error;
  }
  return emulator.stop;
}

async function loadSeeds(deployment: LocalDeployment): Promise<void> {
  const { apiUrl } = deployment;
  const seeds = readSeeds();
  const tokenFor = (agency: string, role: 'reporter' | 'operator') => signToken(deployment, agency, role);
  await step('Definitions registered', () => registerSeeds(apiUrl, tokenFor, seeds));
  await step('Files uploaded and accepted', () => submitSeeds(apiUrl, tokenFor, seeds));
  await step('Rankings released', () => untilReadable(apiUrl, seeds, 120_000));
}
