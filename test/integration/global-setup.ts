import type { TestProject } from 'vitest/node';
import { startDynamoDbLocal } from '../../scripts/dynamodb-local.ts';
import { loopbackEndpoint } from '../../scripts/emulator-environment.ts';

declare module 'vitest' {
  interface ProvidedContext {
    database: TestDatabase | undefined;
  }
}

export type TestDatabase = { endpoint: string };

/**
 * One database for all files, each of which makes tables of its own: DynamoDB Local; without it the emulator that is
 * given; without that nothing, and the reason is printed.
 */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const started = await startDynamoDbLocal();
  if ('endpoint' in started) {
    project.provide('database', { endpoint: started.endpoint });
    return () => started.stop();
  }
  const emulator = process.env['AWS_ENDPOINT_URL'];
  console.log(`${started.unavailable}. ${emulator ? `Testing on ${emulator}` : 'Skipping its tests'}.`);
  project.provide('database', emulator ? { endpoint: loopbackEndpoint(emulator) } : undefined);
}
