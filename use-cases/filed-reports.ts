import { type ExpectedFile, expectedFiles } from '../domain/deadlines/expected-files.ts';
import type { EditionSubmissions, ListedEdition } from './deadline-ports.ts';

export type { ExpectedFile };

/** The files that an edition waits for, and those of them of which none is accepted yet. */
export async function filedReports(
  filed: EditionSubmissions,
  edition: ListedEdition,
): Promise<{ expected: ExpectedFile[]; missing: ExpectedFile[] }> {
  const key = ({ agency, cohort }: Partial<ExpectedFile>) => JSON.stringify([agency, cohort]);
  const submissions = await filed.ofEdition(edition);
  const accepted = new Set(submissions.filter(({ status }) => status === 'accepted').map(key));
  const expected = expectedFiles(edition.cohorts, edition.reporters);
  return { expected, missing: expected.filter((file) => !accepted.has(key(file))) };
}
