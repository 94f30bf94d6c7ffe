import { type EditionDefinition, editionId } from '../domain/methodology/edition-definition.ts';
import { looksBack } from '../domain/release/looks-back.ts';
import { Failure } from './failure.ts';
import type { Streams } from './main.ts';
import { oneOf } from './one-of.ts';
import { type GivenPart, readDataFiles } from './read-data-files.ts';
import type { Language } from './words.ts';

/** What an earlier edition observed. */
export type EarlierEdition = { index: string; period: string; parts: GivenPart[] };

/**
 * Reads data files of earlier editions, from which gaps are filled over time, as the service takes them from what is
 * public of those editions. Doubts about them go to standard error.
 *
 * @param asked each `index/year=file` or `index/year:cohort=file`, those of an edition oldest first
 * @param definition the edition whose gaps are filled
 * @returns by period
 * @throws {Failure} for what is no earlier edition of the index; where no gap is filled over time; with every fault of
 *   the files
 */
export async function readEarlier(
  asked: readonly string[],
  { definition, editions, language }: EarlierRequest,
  streams: Streams,
): Promise<EarlierEdition[]> {
  if (asked.length > 0 && !looksBack(definition))
    throw new Failure([`${editionOf(definition)} fills no gaps over time: leave --earlier out`], 2);
  const before = editions.filter(
    ({ index, period }) => index.id === definition.index.id && period < definition.period,
  );
  const found = new Map<string, EarlierEdition>();
  for (const each of asked) {
    const { id, cohort, path } = parsed(each);
    const edition =
      before[before.map(editionOf).indexOf(oneOf('earlier edition', id, before.map(editionOf)))]!;
    const known = edition.cohorts.map((candidate) => candidate.id);
    const target = { definition: edition, cohort: oneOf('cohort', cohort, known) };
    const { parts, warnings } = await readDataFiles([path], target, language);
    for (const line of warnings) streams.stderr.write(`${line}\n`);
    const { index, period } = edition;
    const others = found.get(period)?.parts ?? [];
    found.set(period, { index: index.id, period, parts: [...others, ...parts] });
  }
  return [...found.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}

type EarlierRequest = {
  definition: EditionDefinition;
  editions: readonly EditionDefinition[];
  language: Language;
};

const editionOf = ({ index, period }: EditionDefinition): string => editionId({ index: index.id, period });

function parsed(asked: string): { id: string; cohort: string | undefined; path: string } {
  const equals = asked.indexOf('=');
  if (equals < 1) throw new Failure([`"${asked}" is not index/year=file`], 2);
  const [id, cohort] = asked.slice(0, equals).split(':') as [string, string?];
  return { id, cohort, path: asked.slice(equals + 1) };
}
