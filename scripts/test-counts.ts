import { z } from 'zod';

export type Counts = { passed: number; failed: number; skipped: number };

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

export const sum = (left: Counts, right: Counts): Counts => ({
  passed: left.passed + right.passed,
  failed: left.failed + right.failed,
  skipped: left.skipped + right.skipped,
});

/** The part of vitest's JSON report that is read. */
const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

/**
 * Counts one layer. What is not a test but went wrong counts as one failure: a file that could not be
 * loaded, a set-up that threw, a layer in which no test stands, a report that was never written.
 */
export function countVitest(report: unknown, exitCode: number): Counts {
  const parsed = vitestReport.safeParse(report);
  if (!parsed.success) return { ...noCounts, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = parsed.data;
  const brokenFiles = testResults.filter(isBroken).length;
  const counts = {
    passed: numPassedTests,
    failed: numFailedTests + brokenFiles,
    skipped: numPendingTests + numTodoTests,
  };
  const nothingStands = counts.passed + counts.failed + counts.skipped === 0;
  const failedUnseen = exitCode !== 0 && counts.failed === 0;
  return nothingStands || failedUnseen ? { ...counts, failed: counts.failed + 1 } : counts;
}

/** What failed, a line each: the file, the test, and the first line of what it said. */
export function failuresOfVitest(report: unknown): string[] {
  const parsed = vitestReport.safeParse(report);
  if (!parsed.success) return [];
  return parsed.data.testResults.flatMap((file) => {
    const path = file.name.slice(file.name.lastIndexOf('/test/') + 1);
    if (isBroken(file)) return [`${path}: ${firstLine(file.message)}`];
    return file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(
        ({ fullName, failureMessages }) => `${path} > ${fullName}: ${firstLine(failureMessages[0] ?? '')}`,
      );
  });
}

type VitestFile = z.infer<typeof vitestReport>['testResults'][number];

const isBroken = ({ status, assertionResults }: VitestFile): boolean =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed');

const firstLine = (message: string): string => message.trim().split('\n', 1)[0]!;
