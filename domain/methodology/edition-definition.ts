import type { Edition, Framework, Index, Indicator, Source, Text, Unit } from './definitions.ts';

/** A cohort with everything that its computation needs, no reference left open. */
export type ComputedCohort = {
  origin: 'computed';
  id: string;
  name: Text;
  unitSet: { id: string; name: Text };
  units: Unit[];
  framework: Framework;
  indicators: Indicator[];
};

/** A cohort whose figures were published elsewhere and are kept as printed. */
export type ImportedCohort = {
  origin: 'imported';
  id: string;
  name: Text;
  unitSet: { id: string; name: Text };
  units: Unit[];
  source: Source;
  nodes: { code: string; name: Text; unit?: string | undefined }[];
};

export type CohortDefinition = ComputedCohort | ImportedCohort;

/**
 * The self-contained definition of one edition: what the engine runs, what validation checks against, and
 * what a reader downloads as the method. Content-addressed; a change of any part is a new one.
 */
export type EditionDefinition = {
  schema: 1;
  index: Index;
  period: string;
  cohorts: CohortDefinition[];
  release: Edition['release'];
  submission: Edition['submission'];
  reporters: Edition['reporters'];
  publishedStatistics: Edition['publishedStatistics'];
  regions: Record<string, Text>;
  note?: Text | undefined;
};

export type EditionRef = { index: string; period: string };

/** `dti-province/2022`: how an edition is written in requests, events and logs. */
export const editionId = ({ index, period }: EditionRef): string => `${index}/${period}`;

/** @throws {RangeError} when the text is not `index/period`. */
export function parseEditionId(id: string): EditionRef {
  const match = /^([a-z0-9.-]+)\/(\d{4})$/.exec(id);
  if (!match) throw new RangeError(`"${id}" is not an edition: write index/year, e.g. dti-province/2022`);
  return { index: match[1]!, period: match[2]! };
}
