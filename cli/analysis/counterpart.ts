import { cohortSubject, isAnalysable } from '../../domain/analysis/cohort-subject.ts';
import type { Subject } from '../../domain/analysis/subject.ts';
import { type EditionDefinition, editionId } from '../../domain/methodology/edition-definition.ts';
import type { CohortResult, Run } from '../../domain/release/run.ts';
import { Failure } from '../failure.ts';
import type { Streams } from '../main.ts';
import { rankEdition } from '../rank-edition.ts';
import type { EarlierEdition } from '../read-earlier.ts';
import { readRun } from '../read-run.ts';
import type { Language } from '../words.ts';

/** What a ranking is compared with. */
export type Counterpart = {
  index: string;
  period: string;
  cohort: CohortResult;
  /** What it was computed from; absent where only its figures are known. */
  subject?: Subject;
};

export type CounterpartRequest = {
  /** `index/year`, `index/year:cohort`, or the path of a run that `--format json` wrote. */
  asked: string;
  files: readonly string[];
  earlier: readonly EarlierEdition[];
  editions: readonly EditionDefinition[];
  language: Language;
};

/**
 * @param own the cohort that is compared; of the counterpart that of the same id is taken, else one of the same units
 * @throws {Failure}
 */
export async function readCounterpart(
  own: CohortResult,
  request: CounterpartRequest,
  streams: Streams,
): Promise<Counterpart> {
  const { asked, editions } = request;
  const [id, cohort] = asked.split(':') as [string, string?];
  const definition = editions.find(({ index, period }) => editionId({ index: index.id, period }) === id);
  if (!definition) return ofRun(own, await readRun(asked), asked);
  return ofEdition(definition, cohort ?? likest(own, definition.cohorts, asked), request, streams);
}

async function ofEdition(
  definition: EditionDefinition,
  cohort: string,
  { asked, files, earlier, language }: CounterpartRequest,
  streams: Streams,
): Promise<Counterpart> {
  if (files.length === 0)
    throw new Failure([`to compare with ${asked}, give its data: --compare-data <file>`], 2);
  const given = { cohort, files, earlier, previous: null, language };
  const ranked = await rankEdition(definition, given, streams);
  const analysable = isAnalysable(definition.cohorts.find(({ id }) => id === cohort)!);
  return {
    index: definition.index.id,
    period: definition.period,
    cohort: ranked.cohort,
    ...(analysable && { subject: cohortSubject(definition, cohort, ranked.parts) }),
  };
}

function ofRun(own: CohortResult, { index, period, cohorts }: Run, asked: string): Counterpart {
  const id = likest(own, cohorts, asked);
  return { index, period, cohort: cohorts.find((cohort) => cohort.id === id)! };
}

type Heading = Pick<CohortResult, 'id' | 'unitSet'>;

function likest(own: Heading, candidates: readonly Heading[], asked: string): string {
  const found =
    candidates.find(({ id }) => id === own.id) ??
    candidates.find(({ unitSet }) => unitSet.id === own.unitSet.id);
  if (found) return found.id;
  const known = candidates.map(({ id }) => id).join(', ');
  throw new Failure(
    [`${asked} has no cohort of the units of ${own.id}; name one of ${known}: ${asked}:…`],
    2,
  );
}
