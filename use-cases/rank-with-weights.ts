import { whatIf } from '../domain/analysis/what-if.ts';
import {
  asked,
  type CohortQuestion,
  findAnalysedCohort,
  type RecordReader,
  type SummaryReader,
} from './analysed-cohort.ts';
import { InvalidInput } from './errors.ts';
import { describeIndex, describeRelease } from './released-edition.ts';

export type WhatIfQuestion = CohortQuestion & { weights: Record<string, number> };

/** Output: the ranking that other weights would give, by the same engine; nothing of it is kept. */
export async function rankWithWeights(
  reader: SummaryReader,
  records: RecordReader,
  question: WhatIfQuestion,
) {
  const { edition, heading, subject, units } = await findAnalysedCohort(reader, records, question);
  const { nodes, ...cohort } = heading;
  const parts = nodes.filter(({ parent }) => parent !== null).map(({ code }) => code);
  const unknown = Object.keys(question.weights).find((code) => !parts.includes(code));
  if (unknown !== undefined)
    throw new InvalidInput(`"${unknown}" is no part that has a weight.`, {
      parameter: 'weights',
      allowed: parts,
    });
  const { scores, ranks, nominal, weights } = asked(() => whatIf(subject, question.weights), 'weights');
  const rows = units.map((unit, place) => ({
    unit,
    score: ranks[place]! > 0 ? scores[place]! : null,
    rank: ranks[place]! || null,
    released: nominal[place]! || null,
  }));
  return {
    index: describeIndex(edition.index),
    period: edition.period,
    release: describeRelease(edition),
    cohort,
    weights: weights.map(({ nominal, ...weight }) => ({ ...weight, released: nominal })),
    rows: rows.sort((a, b) => (a.rank ?? Number.MAX_VALUE) - (b.rank ?? Number.MAX_VALUE)),
  };
}
