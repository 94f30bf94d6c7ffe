import { EngineError } from '../domain/engine/engine-error.ts';
import type { EditionDefinition } from '../domain/methodology/edition-definition.ts';
import { computeRun, runInputs } from '../domain/release/compute-run.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import { looksBack } from '../domain/release/looks-back.ts';
import type { CohortResult, Run } from '../domain/release/run.ts';
import type { Part } from '../domain/submission/part.ts';
import { checkMethod } from './check-method.ts';
import { Failure } from './failure.ts';
import type { Streams } from './main.ts';
import { oneOf } from './one-of.ts';
import { readDataFiles } from './read-data-files.ts';
import type { EarlierEdition } from './read-earlier.ts';
import type { Language } from './words.ts';

/** A cohort of an edition, ranked; with all that its figures were computed from, oldest first. */
export type RankedEdition = {
  definition: EditionDefinition;
  run: Run;
  cohort: CohortResult;
  parts: readonly Part[];
};

export type GivenData = {
  cohort?: string | undefined;
  files: readonly string[];
  /** By period; those that the edition looks back on are taken. */
  earlier: readonly EarlierEdition[];
  previous: Run | null;
  language: Language;
};

/**
 * Ranks one cohort of an edition from files, as the service does: reads and judges them, checks the method against the
 * data, computes. Doubts about the data or the method go to standard error.
 *
 * @throws {Failure} with every fault of the files, or else every fault of the method
 */
export async function rankEdition(
  definition: EditionDefinition,
  given: GivenData,
  streams: Streams,
): Promise<RankedEdition> {
  const { files, previous, language } = given;
  const known = definition.cohorts.map(({ id }) => id);
  const id = oneOf('cohort', given.cohort, known);
  const target = { definition, cohort: filesOf(definition, id) };
  const { parts, warnings } = await readDataFiles(files, target, language);
  const earlier = looksBack(definition)
    ? given.earlier.filter((each) => isBefore(each, definition))
    : undefined;
  const before = (earlier ?? []).flatMap((edition) => edition.parts.map(({ part }) => part));
  const contents = [...before, ...parts.map(({ part }) => part)];
  const doubts = refusedAsFailure(() => checkMethod(definition, id, contents));
  for (const line of [...warnings, ...doubts]) streams.stderr.write(`${line}\n`);
  const inputs = runInputs({
    definitionHash: await contentHash(definition),
    parts,
    earlier: earlier?.map((edition) => ({
      period: edition.period,
      parts: edition.parts.map(({ hash }) => hash),
    })),
    previous,
  });
  const run = await computeRun({ definition, inputs, parts, earlier: before, previous }).catch(refuse);
  return { definition, run, cohort: run.cohorts.find((cohort) => cohort.id === id)!, parts: contents };
}

const isBefore = ({ index, period }: EarlierEdition, definition: EditionDefinition): boolean =>
  index === definition.index.id && period < definition.period;

/** A cohort that is restated from another one of the edition is made from the files of that one. */
function filesOf({ cohorts, period }: EditionDefinition, cohortId: string): string {
  const cohort = cohorts.find(({ id }) => id === cohortId);
  return cohort?.origin === 'restated' && cohort.from.period === period ? cohort.from.cohort : cohortId;
}

function refusedAsFailure<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return refuse(error);
  }
}

/** What the engine refuses, a line a fault. */
function refuse(error: unknown): never {
  if (!(error instanceof EngineError)) throw error;
  throw new Failure(error.faults.map(({ node, message }) => (node ? `${node}: ${message}` : message)));
}
