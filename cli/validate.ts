import { join } from 'node:path';
import type { EditionDefinition } from '../domain/methodology/edition-definition.ts';
import { editionId } from '../domain/methodology/edition-definition.ts';
import type { PreviousValues } from '../domain/submission/table.ts';
import { valuesOf } from '../use-cases/previous-values.ts';
import { Failure } from './failure.ts';
import type { Streams } from './main.ts';
import { oneOf } from './one-of.ts';
import { readDataFile, readDataFiles } from './read-data-files.ts';
import { readDefinitions } from './read-definitions.ts';
import { formatReport } from './report-table.ts';
import type { Language } from './words.ts';

export type ValidateOptions = {
  definitions?: string[];
  edition: string;
  cohort?: string;
  agency?: string;
  previous?: string[];
  format: 'table' | 'json';
  language: Language;
};

/** Those that come with the command. */
const ownDefinitions = join(import.meta.dirname, '..', 'seeds', 'definitions');

/**
 * Input: a data file and what it would be sent for.
 * Output: the report that the service would give, on standard output.
 * Course: the file is read and judged as an upload, beside the files of an edition before where they are given;
 *   nothing is sent.
 *
 * @throws {Failure} when the file would be rejected, or cannot be read
 */
export async function validate(file: string, options: ValidateOptions, streams: Streams): Promise<void> {
  const { language, agency } = options;
  const editions = await readDefinitions(options.definitions ?? [ownDefinitions]);
  const ids = editions.map(({ index, period }) => editionId({ index: index.id, period }));
  const definition = editions[ids.indexOf(oneOf('edition', options.edition, ids))]!;
  const reported = definition.cohorts.filter(({ origin }) => origin !== 'restated');
  const cohort = oneOf(
    'cohort',
    options.cohort,
    reported.map(({ id }) => id),
  );
  const previous = await previousOf(editions, definition, cohort, options);
  const { report } = await readDataFile(file, { definition, cohort, agency, previous });
  streams.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(report, null, 2)}\n`
      : formatReport(file, report, language, streams.stdout),
  );
  if (report.outcome === 'rejected') throw new Failure([]);
}

/** The values of the newest edition before, from the files that were sent for it. */
async function previousOf(
  editions: readonly EditionDefinition[],
  { index, period }: EditionDefinition,
  cohort: string,
  { previous, language }: ValidateOptions,
): Promise<PreviousValues | undefined> {
  if (!previous) return undefined;
  const before = editions
    .filter((each) => each.index.id === index.id && each.period < period)
    .toSorted((a, b) => (a.period < b.period ? 1 : -1))[0];
  if (!before) throw new Failure([`${index.id} has no edition before ${period}`], 2);
  const same = before.cohorts.find(({ id }) => id === cohort) ?? before.cohorts[0]!;
  const { parts } = await readDataFiles(previous, { definition: before, cohort: same.id }, language);
  return valuesOf(
    before.period,
    parts.map(({ part }) => part),
  );
}
