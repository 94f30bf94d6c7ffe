import canonicalize from 'canonicalize';
import { cohortSubject, isAnalysable } from '../../domain/analysis/cohort-subject.ts';
import { simulateRanks } from '../../domain/analysis/uncertainty/simulate-ranks.ts';
import { computeRun } from '../../domain/release/compute-run.ts';

type Question = Parameters<typeof computeRun>[0];

/**
 * The bytes of a run, and of the ranks of its computed cohorts under 200 sets of random weights. Bundled for the browser
 * as it is (see bundle-for-browser.ts): it names nothing of Node.
 */
export async function runBytes(question: Question): Promise<string> {
  const run = await computeRun(question);
  const contents = question.parts.map(({ part }) => part);
  const uncertain = question.definition.cohorts.filter(isAnalysable).map(({ id }) => {
    const weights = { kind: 'simplex' } as const;
    const subject = cohortSubject(question.definition, id, contents);
    const { nominal, ranks } = simulateRanks(subject, { replicates: 200, seed: 7, weights });
    return { id, nominal: [...nominal], ranks: [...ranks] };
  });
  return canonicalize({ run, uncertain })!;
}
