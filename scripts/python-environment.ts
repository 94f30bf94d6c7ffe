import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { step } from './progress.ts';

const run = promisify(execFile);
const local = join(import.meta.dirname, '..', '.local');

/**
 * The Python of a private virtual environment with the packages of a requirements file; made on the first run, and
 * when the pins change.
 *
 * @param name of the tool, as it is told to the user and in the folder's name
 */
export async function pythonWith(name: string, requirements: string): Promise<string> {
  const pins = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const home = join(local, `${name}-${pins}`);
  const python = join(home, 'bin', 'python');
  if (!existsSync(python)) await step(`${name} installed`, () => install(name, requirements, home));
  return python;
}

async function install(name: string, requirements: string, home: string): Promise<void> {
  mkdirSync(local, { recursive: true });
  // Made aside and renamed, so that a run that is cut off leaves no half of one, and two do not meet.
  const aside = mkdtempSync(join(local, 'installing-'));
  try {
    await run('python3', ['-m', 'venv', aside], { timeout: 120_000 });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
    await run(join(aside, 'bin', 'python'), pip, { timeout: 300_000 });
    await rename(aside, home);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (existsSync(home)) return;
    const { stderr, stdout, message } = error as Error & { stderr?: string; stdout?: string };
    const told = [stderr, stdout, message].find((text) => text?.trim()) ?? '';
    throw new Error(
      `${name} could not be installed (it needs Python ≥ 3.10 with venv and pip):\n${told.slice(-2_000)}`,
    );
  }
}
