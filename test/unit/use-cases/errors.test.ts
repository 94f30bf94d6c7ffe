import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '..', '..', '..', 'use-cases', 'errors.ts');

it('are called in the log as in the runbook, though functions are deployed with shortened names', async () => {
  const { outputFiles } = await build({
    stdin: { contents: `export * from ${JSON.stringify(source)}`, resolveDir: import.meta.dirname },
    ...{ bundle: true, minify: true, format: 'esm', write: false },
  });
  const deployed = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]!.text)}`);
  const { isExpected, ...classes } = deployed;
  expect(Object.keys(classes)).toContain('Upstream');
  for (const [name, Class] of Object.entries<new (message: string) => Error>(classes)) {
    const error = new Class('a word');
    expect(isExpected(error) && error.name).toBe(name);
  }
});
