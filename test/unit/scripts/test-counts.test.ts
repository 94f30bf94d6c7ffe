import { describe, expect, it } from 'vitest';
import { countVitest, failuresOfVitest } from '../../../scripts/test-counts.ts';

const passed = { status: 'passed', fullName: 'adds', failureMessages: [] };
const failed = {
  status: 'failed',
  fullName: 'ranks equal scores alike',
  failureMessages: ['AssertionError: expected 2 to be 1\n    at rank.test.ts:3:1'],
};
const file = (name: string, assertionResults: object[], message = '') => ({
  name: `/somewhere/test/unit/${name}`,
  status: message || assertionResults.includes(failed) ? 'failed' : 'passed',
  message,
  assertionResults,
});
const report = (numPassedTests: number, numFailedTests: number, testResults: object[]) => ({
  numPassedTests,
  numFailedTests,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults,
});

describe('the counts of a layer of tests', () => {
  it('takes every test as it ended, and says which failed and why', () => {
    const read = report(1, 1, [file('engine/rank.test.ts', [passed, failed])]);
    expect(countVitest(read, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(failuresOfVitest(read)).toEqual([
      'test/unit/engine/rank.test.ts > ranks equal scores alike: AssertionError: expected 2 to be 1',
    ]);
  });

  it('takes a file that could not be loaded as a failure', () => {
    const read = report(1, 0, [
      file('a.test.ts', [passed]),
      file('b.test.ts', [], 'Cannot find module\nat …'),
    ]);
    expect(countVitest(read, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(failuresOfVitest(read)).toEqual(['test/unit/b.test.ts: Cannot find module']);
  });

  it.each([
    ['without a report', undefined, 1],
    ['in which no test stands', report(0, 0, []), 0],
    ['that ended with 1 and says that all is well', report(1, 0, [file('a.test.ts', [passed])]), 1],
  ])('takes a layer %s as a failure', (_, read, code) => {
    expect(countVitest(read, code).failed).toBe(1);
  });

  it('fails nothing that went well', () => {
    expect(countVitest(report(1, 0, [file('a.test.ts', [passed])]), 0)).toEqual({
      passed: 1,
      failed: 0,
      skipped: 0,
    });
  });
});
