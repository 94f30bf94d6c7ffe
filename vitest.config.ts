import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const project = (name: string, more: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    pool: 'forks' as const,
    // What is waited for comes on a busy machine too.
    expect: { poll: { timeout: 15_000 } },
    ...more,
  },
});

/** The main job first: it tells what the seeds alone gave, and other files bring indices of their own. */
class MainJobFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLater = ({ moduleId }: TestSpecification) => Number(!moduleId.endsWith('/e2e/main-job.test.ts'));
    return (await super.sort(files)).sort((a, b) => isLater(a) - isLater(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: MainJobFirst },
    projects: [
      // Files share what is loaded and synthesised once: each by itself would spend most of its time on that.
      project('unit', {
        isolate: false,
        unstubGlobals: true,
        unstubEnvs: true,
        testTimeout: 20_000,
        hookTimeout: 20_000,
      }),
      project('infrastructure', { isolate: false, testTimeout: 60_000, hookTimeout: 120_000 }),
      project('integration', {
        testTimeout: 60_000,
        hookTimeout: 180_000,
        fileParallelism: false,
        globalSetup: ['test/integration/global-setup.ts'],
      }),
      project('faults', { testTimeout: 240_000, hookTimeout: 60_000 }),
      project('browser', { testTimeout: 90_000, hookTimeout: 180_000, fileParallelism: false }),
      project('e2e', {
        testTimeout: 240_000,
        hookTimeout: 300_000,
        fileParallelism: false,
        globalSetup: ['test/e2e/global-setup.ts'],
      }),
    ],
  },
});
