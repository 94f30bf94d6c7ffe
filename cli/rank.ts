import { EngineError } from '../domain/engine/engine-error.ts';
import { type EditionDefinition, editionId } from '../domain/methodology/edition-definition.ts';
import { computeRun, runInputs } from '../domain/release/compute-run.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import type { CohortResult, NodeResult, Run } from '../domain/release/run.ts';
import { Failure } from './failure.ts';
import type { Streams } from './main.ts';
import { formatCsv } from './rank-csv.ts';
import { formatTable } from './rank-table.ts';
import { type GivenPart, readDataFiles } from './read-data-files.ts';
import { readDefinitions } from './read-definitions.ts';
import { readRun } from './read-run.ts';
import type { Language } from './words.ts';

export type RankOptions = {
  definition: string[];
  edition: string;
  cohort?: string;
  node?: string;
  previous?: string;
  format: 'table' | 'csv' | 'json';
  language: Language;
};

/** One node of one cohort of a run: what a ranking shows. */
export type Ranking = { definition: EditionDefinition; run: Run; cohort: CohortResult; node: NodeResult };

/**
 * Input: data files, definitions, and which edition, cohort and node are asked for.
 * Output: the ranking on standard output; doubts about the data on standard error.
 * Course: load the definitions, read the files as the service does, compute, write.
 *
 * @throws {Failure}
 */
export async function rank(files: string[], options: RankOptions, streams: Streams): Promise<void> {
  const { language } = options;
  refuseMisplaced(files, options.definition);
  const definition = await editionOf(options);
  const cohortId = oneOf(
    'cohort',
    options.cohort,
    definition.cohorts.map(({ id }) => id),
  );
  const previous = options.previous === undefined ? null : await readRun(options.previous);
  const { parts, warnings } = await readDataFiles(
    files,
    { definition, cohort: filesOf(definition, cohortId) },
    language,
  );
  for (const line of warnings) streams.stderr.write(`${line}\n`);

  const run = await compute(definition, parts, previous);
  const cohort = run.cohorts.find(({ id }) => id === cohortId)!;
  const code = oneOf(
    'node',
    options.node,
    cohort.nodes.map((node) => node.code),
  );
  const node = cohort.nodes.find((candidate) => candidate.code === code)!;
  streams.stdout.write(format({ definition, run, cohort, node }, options));
}

/** `--definition` takes every path up to the next option, so it may have taken the data files too. */
function refuseMisplaced(files: readonly string[], definitions: readonly string[]): void {
  const taken = definitions.find((path) => path.toLowerCase().endsWith('.csv'));
  if (taken !== undefined)
    throw new Failure([`${taken} was taken for a definition: put "--" before the data files`], 2);
  if (files.length === 0) throw new Failure(['no data file is given'], 2);
}

async function editionOf({ definition, edition }: RankOptions): Promise<EditionDefinition> {
  const editions = await readDefinitions(definition);
  const ids = editions.map(({ index, period }) => editionId({ index: index.id, period }));
  return editions[ids.indexOf(oneOf('edition', edition, ids))]!;
}

/** A cohort that is restated from another one of the edition is made from the files of that one. */
function filesOf({ cohorts, period }: EditionDefinition, cohortId: string): string {
  const cohort = cohorts.find(({ id }) => id === cohortId);
  return cohort?.origin === 'restated' && cohort.from.period === period ? cohort.from.cohort : cohortId;
}

/** The one asked for, the first where none is. */
function oneOf(what: string, asked: string | undefined, known: readonly string[]): string {
  const found = asked === undefined ? known[0] : known.find((id) => id === asked);
  if (found === undefined)
    throw new Failure([`there is no ${what} "${asked}"; there is ${known.join(', ') || 'none'}`], 2);
  return found;
}

async function compute(
  definition: EditionDefinition,
  parts: readonly GivenPart[],
  previous: Run | null,
): Promise<Run> {
  const inputs = runInputs({ definitionHash: await contentHash(definition), parts, previous });
  try {
    return await computeRun({ definition, inputs, parts, previous });
  } catch (error) {
    if (error instanceof EngineError) throw new Failure([error.message]);
    throw error;
  }
}

function format(ranking: Ranking, { format: to, language }: RankOptions): string {
  if (to === 'json') return `${JSON.stringify(ranking.run, null, 2)}\n`;
  return to === 'csv' ? formatCsv(ranking, language) : formatTable(ranking, language);
}
