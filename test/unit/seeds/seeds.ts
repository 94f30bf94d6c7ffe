import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type EditionDefinition, editionId } from '../../../domain/methodology/edition-definition.ts';
import { type DefinitionFile, loadDefinitions } from '../../../domain/methodology/load-definitions.ts';
import type { PlanDefinition } from '../../../domain/methodology/resolve-plan.ts';
import { computeRun, runInputs } from '../../../domain/release/compute-run.ts';
import { contentHash } from '../../../domain/release/content-hash.ts';
import type { NodeResult, Run } from '../../../domain/release/run.ts';
import type { Part } from '../../../domain/submission/part.ts';
import { readTable } from '../../../domain/submission/read-table.ts';
import type { TableReading } from '../../../domain/submission/table.ts';

const SEEDS = new URL('../../../seeds/', import.meta.url);

const pathsUnder = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, SEEDS), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

export const definitionFiles = (): DefinitionFile[] =>
  pathsUnder('definitions/', '.yaml').map((path) => ({
    path,
    text: readFileSync(new URL(`definitions/${path}`, SEEDS), 'utf8'),
  }));

export const { editions, plans, units, unitSets } = loadDefinitions(definitionFiles());

/** Every edition that the seeds define, as `index/period`. */
export const editionIds: string[] = editions.map(({ index, period }) =>
  editionId({ index: index.id, period }),
);

/** @param id e.g. `dti-province/2022` */
export function edition(id: string): EditionDefinition {
  const found = editions.find(({ index, period }) => `${index.id}/${period}` === id);
  if (!found) throw new Error(`the seeds define no edition ${id}`);
  return found;
}

export function plan(id: string): PlanDefinition {
  const found = plans.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`the seeds define no plan ${id}`);
  return found;
}

export type SubmissionFile = { index: string; period: string; cohort: string };

export const submissionFiles = (): SubmissionFile[] =>
  pathsUnder('submissions/', '.csv').map((path) => {
    const [index, period, file] = path.split('/') as [string, string, string];
    return { index, period, cohort: file.replace(/\.csv$/, '') };
  });

/** The rows of a file as the agency sent it, headings first. */
export const rowsOf = ({ index, period, cohort }: SubmissionFile): string[][] =>
  parse(readFileSync(new URL(`submissions/${index}/${period}/${cohort}.csv`, SEEDS)));

/** Judges a file as an upload by the edition's own reporter is judged. */
export function read(file: SubmissionFile): Promise<TableReading> {
  const definition = edition(`${file.index}/${file.period}`);
  const agency = definition.reporters[0]!.agency;
  const items = rowsOf(file).map((cells, i) => ({ row: i + 1, cells }));
  return readTable(items, { definition, cohort: file.cohort, agency });
}

/** The parts of all seed files of an edition. */
export const partsOf = (id: string): Promise<{ cohort: string; hash: string; part: Part }[]> =>
  Promise.all(
    submissionFiles()
      .filter(({ index, period }) => `${index}/${period}` === id)
      .map(async (file) => {
        const { part } = await read(file);
        if (!part) throw new Error(`${id} ${file.cohort} is rejected`);
        return { cohort: file.cohort, hash: await contentHash(part), part };
      }),
  );

/** The run of an edition from all its seed files. */
export async function runOf(
  id: string,
  previous: Run | null = null,
  definition: EditionDefinition = edition(id),
): Promise<Run> {
  const parts = await partsOf(id);
  const inputs = runInputs({
    definitionHash: await contentHash(definition),
    parts,
    previous: previous && { period: previous.period, results: previous.results },
  });
  return computeRun({ definition, inputs, parts, previous });
}

export function nodeOf(run: Run, cohort: string, node = 'total'): NodeResult {
  const found = run.cohorts.find(({ id }) => id === cohort)?.nodes.find(({ code }) => code === node);
  if (!found) throw new Error(`run ${run.index}/${run.period} has no ${cohort} ${node}`);
  return found;
}

/** `[score, rank]` of a unit. */
export function resultOf(node: NodeResult, unit: string): [number | null, number | null] {
  const row = node.rows.find((candidate) => candidate.unit.id === unit);
  if (!row) throw new Error(`${node.code} has no row of ${unit}`);
  return [row.score, row.rank];
}
