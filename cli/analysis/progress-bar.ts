import type { Writable } from '../main.ts';

export type ProgressBar = { report(done: number, of: number): void; end(): void };

/** Work that is done sooner shows no bar. */
const QUIET_MS = 300;
const REDRAW_MS = 100;
const CELLS = 30;

/**
 * A bar on one line of a terminal, taken away when the work ends; nothing where the stream is no terminal. It draws
 * while the caller computes, so it waits for no timer.
 *
 * @param amount what stands behind the bar; per cent unless said
 */
export function progressBar(
  stream: Writable,
  label: string,
  amount = (done: number, of: number) => `${Math.floor((100 * done) / of)} %`,
): ProgressBar {
  if (!stream.isTTY) return { report: () => undefined, end: () => undefined };
  const start = performance.now();
  let drawn = 0;
  return {
    report(done, of) {
      const now = performance.now();
      if (now - start < QUIET_MS || now - drawn < REDRAW_MS) return;
      drawn = now;
      const full = Math.floor((CELLS * done) / of);
      const bar = '█'.repeat(full) + '░'.repeat(CELLS - full);
      stream.write(`\r${label} ${bar} ${amount(done, of)}`);
    },
    end() {
      if (drawn > 0) stream.write('\r\u001b[2K');
    },
  };
}
