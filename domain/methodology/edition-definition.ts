import type { Edition, Framework, Index, Indicator, Source, Text, Unit } from './definitions.ts';
import type { RestatementRule } from './restatement-rule.ts';

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
  nodes: { code: string; name: Text; unit?: string | undefined; unitName?: Text | undefined }[];
};

/** A node of the cohort that scores are restated from; `decimals` is `null` where only its figures tell. */
export type RestatedNode = { code: string; name: Text; parent: string | null; decimals: number | null };

/**
 * A cohort of units after a boundary reform, whose figures are made from those of the units before it. Nobody
 * sends files for it.
 */
export type RestatedCohort = {
  origin: 'restated';
  id: string;
  name: Text;
  unitSet: { id: string; name: Text };
  units: Unit[];
  /** Where the figures come from; `origin` and `framework` say how those were made. */
  from: {
    cohort: string;
    period: string;
    origin: 'computed' | 'imported';
    framework?: { id: string; version: string };
  };
  formerUnits: Unit[];
  /** The former units of each unit, itself where it stayed; ids, sorted. */
  lineage: { unit: string; former: string[] }[];
  rule: RestatementRule;
  source?: Source | undefined;
  /** What is observed of the former units: values to restate, and what they weigh by. */
  indicators: Indicator[];
} & (
  | { of: 'scores'; nodes: RestatedNode[]; ranking: Framework['ranking'] }
  | { of: 'values'; framework: Framework; indicatorRules: Record<string, RestatementRule> }
);

export type CohortDefinition = ComputedCohort | ImportedCohort | RestatedCohort;

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
  /** Whether claims count before they are verified; nothing is verified where absent. */
  verification?: Edition['verification'];
  /** Agencies whose reviewers verify. */
  reviewers?: Edition['reviewers'];
  publishedStatistics: Edition['publishedStatistics'];
  regions: Record<string, Text>;
  /** The figures are made up to show a method. */
  sample?: true | undefined;
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
