import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { progressBar } from '../../../cli/analysis/progress-bar.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

function drawn(isTTY: boolean, ...steps: [after: number, done: number][]): string[] {
  const written: string[] = [];
  const bar = progressBar({ isTTY, write: (text) => written.push(text) }, 'uncertainty');
  for (const [after, done] of steps) {
    vi.advanceTimersByTime(after);
    bar.report(done, 200);
  }
  bar.end();
  return written;
}

test('on a terminal a long job shows how far it is, and leaves nothing behind', () => {
  expect(drawn(true, [400, 50], [10, 51], [100, 100])).toEqual([
    `\runcertainty ${'█'.repeat(7)}${'░'.repeat(23)} 25 %`,
    `\runcertainty ${'█'.repeat(15)}${'░'.repeat(15)} 50 %`,
    '\r\u001b[2K',
  ]);
});

test('a short job shows none', () => {
  expect(drawn(true, [100, 100], [100, 200])).toEqual([]);
});

test('nor does one whose standard error is a file', () => {
  expect(drawn(false, [400, 50], [400, 200])).toEqual([]);
});
