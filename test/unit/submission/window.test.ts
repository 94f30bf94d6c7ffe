import { describe, expect, it } from 'vitest';
import { windowFor, windowState } from '../../../domain/submission/window.ts';

const window = { opens: '2023-03-01T00:00:00+07:00', closes: '2023-03-31T17:00:00+07:00' };

describe('a submission window', () => {
  it.each([
    ['2023-02-28T16:59:59Z', 'not-open'],
    ['2023-02-28T17:00:00Z', 'open'],
    ['2023-03-31T10:00:00Z', 'open'],
    ['2023-03-31T10:00:01Z', 'closed'],
  ])('at %s is %s', (at, state) => {
    expect(windowState(window, new Date(at))).toBe(state);
  });

  it('without ends is always open', () => {
    expect(windowState({}, new Date(0))).toBe('open');
  });

  it('is put off by the longest permission, and never cut short by one', () => {
    const until = (...times: string[]) =>
      windowFor(
        window,
        times.map((time) => ({ until: time })),
      ).closes;
    expect(until()).toBe(window.closes);
    expect(until('2023-04-05T00:00:00Z', '2023-04-02T00:00:00Z')).toBe('2023-04-05T00:00:00Z');
    expect(until('2023-03-31T09:59:59Z')).toBe(window.closes);
  });

  it('that never closes stays so', () => {
    expect(windowFor({}, [{ until: '2023-04-05T00:00:00Z' }]).closes).toBeUndefined();
  });
});
