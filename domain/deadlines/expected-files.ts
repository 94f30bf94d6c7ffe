import type { Reporter } from '../methodology/definitions.ts';

/** A file that an edition waits for: the whole of what an agency reports for a cohort. */
export type ExpectedFile = { agency: string; cohort: string };

/** @param cohorts those that take files */
export function expectedFiles(
  cohorts: readonly { id: string }[],
  reporters: readonly Pick<Reporter, 'agency' | 'cohorts'>[],
): ExpectedFile[] {
  const files = new Map<string, ExpectedFile>();
  for (const { agency, cohorts: own } of reporters)
    for (const { id: cohort } of cohorts)
      if (own?.includes(cohort) ?? true) files.set(JSON.stringify([agency, cohort]), { agency, cohort });
  return [...files.values()];
}
