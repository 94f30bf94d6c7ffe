import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = import.meta.dirname;

/** Each is loaded by the pages that name it; what several share is a file of its own. */
const entries = {
  styles: join(here, 'styles', 'portal.css'),
  icon: join(here, 'styles', 'icon.svg'),
  ...Object.fromEntries(
    ['ranking', 'figures', 'compare', 'weights', 'engine', 'check', 'desk'].map((name) => [
      name,
      join(here, 'browser', `${name}.ts`),
    ]),
  ),
};

/** Styles and scripts for browsers, by file name: `{name}-{hash}.{css,js,svg}`. */
export async function buildAssets(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: entries,
    entryNames: '[name]-[hash]',
    chunkNames: 'shared-[hash]',
    outdir: 'assets',
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    loader: { '.svg': 'copy' },
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}

if (import.meta.main) {
  const folder = parseArgs({ allowPositionals: true }).positionals[0]!;
  await mkdir(folder, { recursive: true });
  for (const [name, text] of await buildAssets()) await writeFile(join(folder, name), text);
}
