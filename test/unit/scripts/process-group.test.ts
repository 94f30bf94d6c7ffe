import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const module = join(import.meta.dirname, '../../../scripts/process-group.ts');

/** Starts a server in a group of its own, tells its process id and waits; `heeds` is what it does about SIGTERM. */
const program = (heeds: string) => `
  import { spawn } from 'node:child_process';
  import { tieToThisProcess } from ${JSON.stringify(module)};
  ${heeds}
  const server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  tieToThisProcess(server);
  console.log(server.pid);
  setInterval(() => {}, 1000);`;

const runs = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function start(heeds: string) {
  const args = ['--input-type=module', '-e', program(heeds)];
  const owner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(owner.stdout, 'data');
  return { owner, server: Number(line) };
}

const stops = (pid: number) => expect.poll(() => runs(pid), { timeout: 20_000 }).toBe(false);

describe('a server in a process group of its own', { timeout: 40_000 }, () => {
  it('ends with the process that started it, which dies of a signal that nobody heeds', async () => {
    const { owner, server } = await start('');
    expect(runs(server)).toBe(true);
    const ended = once(owner, 'exit');
    owner.kill('SIGTERM');
    expect(await ended).toEqual([null, 'SIGTERM']);
    await stops(server);
  });

  it('ends when a second signal comes while the first is heeded', async () => {
    const { owner, server } = await start(
      "process.once('SIGTERM', () => setTimeout(() => process.exit(), 60_000));",
    );
    owner.kill('SIGTERM');
    owner.kill('SIGTERM');
    await stops(server);
    owner.kill('SIGKILL');
  });
});
