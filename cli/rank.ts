import { type EditionDefinition, editionId } from '../domain/methodology/edition-definition.ts';
import type { CohortResult, NodeResult, Run } from '../domain/release/run.ts';
import { type AnalysisOptions, analyse, asksForAnalysis } from './analysis/analyse.ts';
import { Failure } from './failure.ts';
import type { Streams } from './main.ts';
import { oneOf } from './one-of.ts';
import { formatCsv } from './rank-csv.ts';
import { rankEdition } from './rank-edition.ts';
import { formatTable } from './rank-table.ts';
import { readDefinitions } from './read-definitions.ts';
import { readEarlier } from './read-earlier.ts';
import { readRun } from './read-run.ts';
import type { Language } from './words.ts';

export type RankOptions = AnalysisOptions & {
  definition: string[];
  edition: string;
  cohort?: string;
  node?: string;
  previous?: string;
  earlier?: string[];
  byRegion?: true;
  format: 'table' | 'csv' | 'json';
  language: Language;
};

/** One node of one cohort of a run: what a ranking shows. */
export type Ranking = { definition: EditionDefinition; run: Run; cohort: CohortResult; node: NodeResult };

/**
 * Input: data files, definitions, and which edition, cohort and node are asked for.
 * Output: the ranking, or what is asked about it, on standard output; doubts about the data on standard error.
 * Course: load the definitions, read the files as the service does, check the method, compute, analyse, write.
 *
 * @throws {Failure}
 */
export async function rank(files: string[], options: RankOptions, streams: Streams): Promise<void> {
  const { language } = options;
  refuseMisplaced(files, options.definition);
  const editions = await readDefinitions(options.definition);
  const definition = editionNamed(editions, options.edition);
  const previous = options.previous === undefined ? null : await readRun(options.previous);
  const earlier = await readEarlier(options.earlier ?? [], { definition, editions, language }, streams);
  const given = { cohort: options.cohort, files, earlier, previous, language };
  const ranked = await rankEdition(definition, given, streams);
  const codes = ranked.cohort.nodes.map(({ code }) => code);
  const code = oneOf('node', options.node, codes);
  const node = ranked.cohort.nodes.find((candidate) => candidate.code === code)!;
  const ranking = { ...ranked, node };
  streams.stdout.write(
    asksForAnalysis(options)
      ? await analyse(ranking, { ...options, editions, earlier }, streams)
      : format(ranking, options),
  );
}

/** `--definition` takes every path up to the next option, so it may have taken the data files too. */
function refuseMisplaced(files: readonly string[], definitions: readonly string[]): void {
  const taken = definitions.find((path) => path.toLowerCase().endsWith('.csv'));
  if (taken !== undefined)
    throw new Failure([`${taken} was taken for a definition: put "--" before the data files`], 2);
  if (files.length === 0) throw new Failure(['no data file is given'], 2);
}

/** @throws {Failure} */
export function editionNamed(editions: readonly EditionDefinition[], asked: string): EditionDefinition {
  const ids = editions.map(({ index, period }) => editionId({ index: index.id, period }));
  return editions[ids.indexOf(oneOf('edition', asked, ids))]!;
}

function format(ranking: Ranking, { format: to, language, byRegion }: RankOptions): string {
  if (to === 'json') return `${JSON.stringify(ranking.run, null, 2)}\n`;
  return to === 'csv' ? formatCsv(ranking, language, byRegion) : formatTable(ranking, language, byRegion);
}
