import type { Subject } from '../../domain/analysis/subject.ts';
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

/** How many random draws, and from which seed; the same seed gives the same bytes. */
export type Draws = { replicates: number; seed: number };

/** The columns with which every line of CSV begins: which figures these are. */
export const HEADING = ['index', 'period', 'sample', 'cohort'] as const;

export const headingOf = ({ run, cohort }: Pick<Ranking, 'run' | 'cohort'>) => ({
  index: run.index,
  period: run.period,
  sample: sampleMark(run),
  cohort: cohort.id,
});
