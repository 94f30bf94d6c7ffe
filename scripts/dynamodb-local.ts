import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './emulator.ts';

const run = promisify(execFile);
const local = join(import.meta.dirname, '..', '.local');
const startDeadline = 30_000;

/** The npm package that carries AWS's own DynamoDB Local, and what its archive must hash to. */
const carrier = {
  name: 'amplify-dynamodb-simulator',
  version: '2.9.30',
  sha512: 'xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==',
};

export type DynamoDbLocal = { endpoint: string; stop(): Promise<void> } | { unavailable: string };

/**
 * AWS's DynamoDB Local, empty, in memory, on a free port: the real conditions, transactions and limits. It
 * has no setting for the address that it listens on and takes all of this machine's, so it holds nothing but
 * what a test puts there.
 */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  try {
    await run('java', ['-version'], { timeout: 30_000 });
  } catch {
    return { unavailable: 'DynamoDB Local needs Java, and there is no "java" on the PATH' };
  }
  try {
    return await launch(await ensureInstalled());
  } catch (error) {
    return { unavailable: `DynamoDB Local did not start: ${(error as Error).message}` };
  }
}

/** @returns the folder of the jar; downloaded on the first run, 56 MB. */
async function ensureInstalled(): Promise<string> {
  const home = join(local, `dynamodb-local-${carrier.version}`);
  if (existsSync(home)) return home;
  await mkdir(local, { recursive: true });
  // Made aside and renamed, so that a run that is cut off leaves no half of one, and two do not meet.
  const aside = await mkdtemp(join(local, 'installing-'));
  try {
    const archive = await download(aside);
    await run('tar', ['-xzf', archive, '-C', aside, 'package/emulator'], { timeout: 60_000 });
    await rename(join(aside, 'package', 'emulator'), home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return home;
}

async function download(folder: string): Promise<string> {
  const { name, version, sha512 } = carrier;
  const options = ['--ignore-scripts', '--silent', '--pack-destination', folder];
  await run('npm', ['pack', `${name}@${version}`, ...options], { cwd: folder, timeout: 300_000 });
  const archive = join(folder, `${name}-${version}.tgz`);
  const found = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (found !== sha512) throw new Error(`${name}@${version} is not the archive that was pinned`);
  return archive;
}

async function launch(home: string): Promise<DynamoDbLocal> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const java = ['-Xmx512m', '-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar'];
  const server = ['-inMemory', '-port', String(port), '-sharedDb', '-disableTelemetry'];
  const child = spawn('java', [...java, ...server], { cwd: home, stdio: 'ignore' });
  const killAtExit = () => child.kill('SIGKILL');
  process.on('exit', killAtExit);
  const stop = async () => {
    await end(child);
    process.off('exit', killAtExit);
  };
  if (await answers(child, endpoint)) return { endpoint, stop };
  await stop();
  throw new Error(`no answer within ${startDeadline / 1000} s`);
}

async function answers(child: ChildProcess, endpoint: string): Promise<boolean> {
  const deadline = Date.now() + startDeadline;
  while (Date.now() < deadline && child.exitCode === null) {
    try {
      // An unsigned request is refused: that is an answer.
      const response = await fetch(endpoint, { signal: AbortSignal.timeout(2_000) });
      await response.body?.cancel();
      return true;
    } catch {
      await sleep(100);
    }
  }
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await ended;
}
