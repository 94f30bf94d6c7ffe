import { AnalysisError } from '../domain/analysis/analysis-error.ts';
import { cohortSubject, isAnalysable } from '../domain/analysis/cohort-subject.ts';
import type { Subject } from '../domain/analysis/subject.ts';
import { EngineError } from '../domain/engine/engine-error.ts';
import type { EditionDefinition } from '../domain/methodology/edition-definition.ts';
import type { RunInputs } from '../domain/release/run.ts';
import { unitHeading } from '../domain/release/unit-heading.ts';
import type { Part } from '../domain/submission/part.ts';
import { Conflict, InvalidInput, Upstream } from './errors.ts';
import type { RecordStore, ReleasedCohort } from './ports.ts';
import type { CohortHeading, EditionSummary, NodeHeading, PublicReader } from './read-ports.ts';
import {
  chooseCohort,
  findRelease,
  type ReleasedEdition,
  type ReleaseQuestion,
  type ReleaseReader,
} from './released-edition.ts';

export type SummaryReader = ReleaseReader & Pick<PublicReader, 'summary'>;
export type RecordReader = Pick<RecordStore, 'getDefinition' | 'getPart'>;
export type CohortQuestion = ReleaseQuestion & { cohort?: string | undefined };

/** Analyses on request stay within a second: larger cohorts are analysed offline, by `civindex rank`. */
export const mostAnalysedUnits = 2_000;

/** A released edition with what it was computed from. */
export type ReleasedDefinition = {
  edition: ReleasedEdition;
  summary: EditionSummary;
  definition: EditionDefinition;
};

/** A cohort with the values that its run was computed from. */
export type RunCohort = {
  heading: CohortHeading & { nodes: NodeHeading[] };
  subject: Subject;
  /** In the order of the subject's units. */
  units: ReturnType<typeof unitHeading>[];
};

export type AnalysedCohort = ReleasedDefinition & RunCohort & { cohort: ReleasedCohort };

/** The very definition that the release was computed by, which may no longer be the edition's current one. */
export async function findDefinition(
  reader: SummaryReader,
  records: Pick<RecordReader, 'getDefinition'>,
  question: ReleaseQuestion,
): Promise<ReleasedDefinition> {
  const edition = await findRelease(reader, question);
  const summary = await reader.summary(edition.pointer.run);
  const definition = summary && (await records.getDefinition(summary.inputs.definition));
  if (!definition) throw new Upstream('The method of this release cannot be read just now. Try again later.');
  return { edition, summary, definition };
}

/**
 * A cohort with the values that its release was computed from.
 *
 * @throws {Conflict} for a cohort whose figures were not computed here, and for one that is too large.
 */
export async function findAnalysedCohort(
  reader: SummaryReader,
  records: RecordReader,
  question: CohortQuestion,
): Promise<AnalysedCohort> {
  const found = await findDefinition(reader, records, question);
  const { edition, summary, definition } = found;
  const cohort = chooseCohort(edition.pointer, question.cohort);
  checkCohort(cohort, definition);
  const parts = await readParts(records, summary.inputs);
  return { ...found, cohort, ...asked(() => cohortOfRun(summary, definition, parts, cohort.id)) };
}

/** Parts of the run, oldest first; of earlier editions too where gaps are filled from them. */
export async function readParts(records: Pick<RecordReader, 'getPart'>, inputs: RunInputs): Promise<Part[]> {
  const parts = await Promise.all(allPartsOf(inputs).map((hash) => records.getPart(hash)));
  if (parts.every((part) => part !== undefined)) return parts;
  throw new Upstream('The values of this release cannot be read just now. Try again later.');
}

const allPartsOf = ({ earlier = [], parts }: RunInputs): string[] => [
  ...earlier.flatMap((edition) => edition.parts),
  ...parts.map(({ hash }) => hash),
];

/** @throws {AnalysisError} or {EngineError} for a cohort whose figures were not computed from values */
export function cohortOfRun(
  { cohorts }: Pick<EditionSummary, 'cohorts'>,
  definition: EditionDefinition,
  parts: readonly Part[],
  id: string,
): RunCohort {
  const subject = cohortSubject(definition, id, parts);
  const defined = new Map(
    definition.cohorts.find((cohort) => cohort.id === id)!.units.map((unit) => [unit.id, unit]),
  );
  return {
    heading: cohorts.find((cohort) => cohort.id === id)!,
    subject,
    units: subject.matrix.ids!.map((unit) => unitHeading(defined.get(unit)!, definition.period)),
  };
}

function checkCohort({ id, units }: ReleasedCohort, { cohorts }: EditionDefinition): void {
  const computed = cohorts.filter(isAnalysable).map((cohort) => cohort.id);
  if (!computed.includes(id))
    throw new Conflict(
      `The figures of the cohort "${id}" were not computed from values here, so there is nothing to compute again.`,
      { parameter: 'cohort', allowed: computed },
    );
  if (units > mostAnalysedUnits)
    throw new Conflict(
      `A cohort of more than ${mostAnalysedUnits} units is not analysed on request: "civindex rank" does it offline.`,
      { parameter: 'cohort' },
    );
}

/** Runs an analysis: what it refuses is for the asker to mend. @throws {InvalidInput} */
export function asked<Result>(analyse: () => Result, parameter?: string): Result {
  try {
    return analyse();
  } catch (error) {
    if (error instanceof AnalysisError || error instanceof EngineError)
      throw new InvalidInput(`This cannot be computed: ${error.message}.`, {
        cause: error,
        ...(parameter && { parameter }),
      });
    throw error;
  }
}
