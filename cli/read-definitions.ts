import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditionDefinition } from '../domain/methodology/edition-definition.ts';
import { type DefinitionFile, loadDefinitions } from '../domain/methodology/load-definitions.ts';
import { Failure, unreadable } from './failure.ts';

/** @throws {Failure} for a path that cannot be read */
export async function readDefinitionFiles(paths: readonly string[]): Promise<DefinitionFile[]> {
  const files = new Set((await Promise.all(paths.map(filesAt))).flat());
  return Promise.all([...files].map(async (path) => ({ path, text: await readFile(path, 'utf8') })));
}

/**
 * The editions that files and directories of files define together.
 *
 * @throws {Failure} with every fault as `file:line:column: message`
 */
export async function readDefinitions(paths: readonly string[]): Promise<EditionDefinition[]> {
  return editionsOf(await readDefinitionFiles(paths));
}

/** @throws {Failure} with every fault as `file:line:column: message` */
export function editionsOf(files: readonly DefinitionFile[]): EditionDefinition[] {
  const { editions, findings } = loadDefinitions(files);
  if (findings.length > 0)
    throw new Failure(
      findings.map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`),
    );
  return editions;
}

async function filesAt(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path, { recursive: true });
    return names.filter((name) => /\.ya?ml$/i.test(name)).map((name) => join(path, name));
  } catch (error) {
    throw unreadable(path, error);
  }
}
