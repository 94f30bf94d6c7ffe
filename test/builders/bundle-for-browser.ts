import { join } from 'node:path';
import { build } from 'esbuild';

/** `runBytes` as one script for browsers, which leaves it in the global `civindex`. Fails if anything of Node is asked for. */
export async function bundleForBrowser(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'run-bytes.ts')],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'civindex',
    target: 'es2023',
  });
  return outputFiles[0]!.text;
}
