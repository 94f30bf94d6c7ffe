import { ENGINE_VERSION } from '../engine/version.ts';
import type { CohortDefinition, EditionDefinition } from '../methodology/edition-definition.ts';
import { countingParts } from '../scorecard/claims.ts';
import type { Part } from '../submission/part.ts';
import type { CohortRows } from './cohort-rows.ts';
import { compareCohort } from './compare-cohort.ts';
import { computeCohort } from './compute-cohort.ts';
import { contentHash } from './content-hash.ts';
import { importCohort } from './import-cohort.ts';
import { restateCohort } from './restate-cohort.ts';
import type { CohortResult, Run, RunInputs } from './run.ts';
import { verifiedCohort } from './verified-cohort.ts';

/**
 * What a run is computed from.
 *
 * @param parts oldest first: a later part wins where two give the same cell
 */
export function runInputs({
  definitionHash,
  parts,
  earlier,
  previous,
}: {
  definitionHash: string;
  parts: readonly { cohort: string; hash: string }[];
  earlier?: RunInputs['earlier'] | undefined;
  previous: { period: string; results: string } | null;
}): RunInputs {
  return {
    definition: definitionHash,
    engine: ENGINE_VERSION,
    parts: parts.map(({ cohort, hash }) => ({ cohort, hash })),
    ...(earlier && { earlier }),
    previous: previous && { period: previous.period, results: previous.results },
  };
}

/** The name of the run that these inputs give; known before it is computed. */
export const runId = (inputs: RunInputs): Promise<string> => contentHash(inputs);

/**
 * Computes a run: every unit of every cohort at every node.
 *
 * @param inputs what names the run (`runInputs`); the other arguments are what it refers to
 * @param parts oldest first, as in `inputs.parts`
 * @param earlier parts of earlier periods that values are imputed from, as in `inputs.earlier`
 * @param previous the run of the edition before, against which changes are measured
 * @throws {EngineError} when a framework cannot be computed
 */
export async function computeRun({
  definition,
  inputs,
  parts,
  earlier = [],
  previous,
}: {
  definition: EditionDefinition;
  inputs: RunInputs;
  parts: readonly { cohort: string; hash: string; part: Part }[];
  earlier?: readonly Part[];
  previous: Run | null;
}): Promise<Run> {
  const sent = [...earlier, ...parts.map(({ part }) => part)];
  const cohorts = allCohortRows(definition, sent, previous).map((rows) =>
    withPublishedFigures(compareCohort(rows, previous), definition),
  );
  return {
    id: await runId(inputs),
    index: definition.index.id,
    period: definition.period,
    ...(definition.sample && { sample: true }),
    inputs,
    results: await resultsHash(cohorts),
    cohorts,
  };
}

/** Restated cohorts last: they are made from the others. */
function allCohortRows(
  definition: EditionDefinition,
  sent: readonly Part[],
  previous: Run | null,
): CohortRows[] {
  const parts = countingParts(sent, definition);
  const given = new Map(
    definition.cohorts.flatMap((cohort) =>
      cohort.origin === 'restated' ? [] : [[cohort.id, cohortRows(cohort, parts, sent, definition)]],
    ),
  );
  const earlier = (cohort: string) => previous?.cohorts.find(({ id }) => id === cohort);
  return definition.cohorts.map((cohort) => {
    if (cohort.origin !== 'restated') return given.get(cohort.id)!;
    const { cohort: source, period } = cohort.from;
    const same = period === definition.period;
    const scores = same ? given.get(source) : previous?.period === period ? earlier(source) : undefined;
    return restateCohort(cohort, scores, parts, definition.period);
  });
}

function cohortRows(
  cohort: Exclude<CohortDefinition, { origin: 'restated' }>,
  parts: readonly Part[],
  sent: readonly Part[],
  definition: EditionDefinition,
): CohortRows {
  const { index, period, verification } = definition;
  if (cohort.origin === 'imported') return importCohort(cohort, parts, { index: index.id, period });
  const counted = computeCohort(cohort, parts, period);
  return verification ? verifiedCohort(counted, cohort, sent, definition) : counted;
}

/** Puts what the publisher printed about all units beside what is computed here, never in its place. */
function withPublishedFigures(
  cohort: CohortResult,
  { publishedStatistics }: EditionDefinition,
): CohortResult {
  const nodes = cohort.nodes.map((node) => {
    const published = publishedStatistics
      .filter((figure) => figure.cohort === cohort.id && figure.node === node.code)
      .map(({ measure, value, source }) => ({ measure, value, source }));
    return published.length === 0 ? node : { ...node, statistics: { ...node.statistics, published } };
  });
  return { ...cohort, nodes };
}

/** Scores, ranks and grades alone: a change of what they are compared with does not change the hash. */
const resultsHash = (cohorts: readonly CohortResult[]): Promise<string> =>
  contentHash(
    cohorts.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ code, rows }) => ({
        code,
        rows: rows.map(({ unit, score, rank, grade }) => [unit.id, score, rank, grade ?? null]),
      })),
    })),
  );
