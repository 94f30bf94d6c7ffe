import { defineConfig } from 'vitest/config';

const project = (name: string, more: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], pool: 'forks' as const, ...more },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', { testTimeout: 20_000 }),
      project('infrastructure', { testTimeout: 60_000, hookTimeout: 120_000 }),
      project('integration', { testTimeout: 60_000, hookTimeout: 180_000, fileParallelism: false }),
      project('faults', { testTimeout: 240_000, hookTimeout: 60_000 }),
      project('e2e', {
        testTimeout: 240_000,
        hookTimeout: 300_000,
        fileParallelism: false,
        globalSetup: ['test/e2e/global-setup.ts'],
      }),
    ],
  },
});
