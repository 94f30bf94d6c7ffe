import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a folder as text, by name. */
export const readAssets = (folder: string): Map<string, string> =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
