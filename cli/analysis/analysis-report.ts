import type { Subject } from '../../domain/analysis/subject.ts';
import type { UsualPlanSettings } from '../../domain/analysis/uncertainty/usual-plan.ts';
import type { Unit } from '../../domain/methodology/definitions.ts';
import type { Streams } from '../main.ts';
import type { Ranking } from '../rank.ts';
import { sampleMark } from '../rank-csv.ts';
import type { Language } from '../words.ts';

/** A ranking with what it was computed from; units in the order of the subject's matrix. */
export type Analysed = Ranking & {
  subject: Subject;
  units: readonly Unit[];
  language: Language;
  streams: Streams;
};

/** What an analysis says, in each of the command's formats. */
export type AnalysisReport = {
  /** Its field in the JSON answer. */
  name: 'uncertainty' | 'sensitivity' | 'explanation' | 'comparison' | 'audit' | 'goal' | 'reach';
  /** Lines for people. */
  text: string[];
  /** A line a record, with these columns. */
  csv: { columns: readonly string[]; records: readonly Record<string, unknown>[] };
  json: unknown;
};

/** How many random draws, from which seed, and of what; the same settings give the same bytes. */
export type Draws = { replicates: number; seed: number } & UsualPlanSettings;

/** The columns with which every line of CSV begins: which figures these are. */
export const HEADING = ['index', 'period', 'sample', 'cohort'] as const;

/** The same for what is asked of one node's ranking. */
export const NODE_HEADING = [...HEADING, 'ranked_node'] as const;

export const headingOf = ({ run, cohort, node }: Pick<Ranking, 'run' | 'cohort' | 'node'>) => ({
  index: run.index,
  period: run.period,
  sample: sampleMark(run),
  cohort: cohort.id,
  ranked_node: node.code,
});
