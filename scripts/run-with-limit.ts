import { spawn } from 'node:child_process';

/**
 * Runs a program with this one's output, and ends it when it takes longer than `limit` milliseconds.
 * An interrupt is passed on, and ends this process too once the program has gone.
 *
 * @returns its exit code; 124 when the limit was reached, 1 when it could not start or a signal ended it.
 */
export function runWithLimit(
  command: string,
  args: string[],
  limit: number,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      console.error(`✗ ${command} was stopped: it took longer than ${limit / 1000} s`);
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    }, limit);
    let interrupted = false;
    const forward = (signal: NodeJS.Signals) => {
      interrupted = true;
      child.kill(signal);
    };
    process.on('SIGINT', forward).on('SIGTERM', forward);
    const finish = (code: number) => {
      clearTimeout(timer);
      process.off('SIGINT', forward).off('SIGTERM', forward);
      if (interrupted) process.exit(130);
      resolve(late ? 124 : code);
    };
    child.once('error', (error) => {
      console.error(`✗ ${error.message}`);
      finish(1);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}
