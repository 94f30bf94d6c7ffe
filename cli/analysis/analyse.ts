import { stringify } from 'csv-stringify/sync';
import { AnalysisError } from '../../domain/analysis/analysis-error.ts';
import { cohortSubject, isAnalysable } from '../../domain/analysis/cohort-subject.ts';
import type { Decision } from '../../domain/analysis/uncertainty/usual-plan.ts';
import { EngineError } from '../../domain/engine/engine-error.ts';
import type { CohortDefinition, EditionDefinition } from '../../domain/methodology/edition-definition.ts';
import { byId } from '../../domain/release/unit-heading.ts';
import { Failure } from '../failure.ts';
import type { Streams } from '../main.ts';
import type { Ranking } from '../rank.ts';
import type { RankedEdition } from '../rank-edition.ts';
import type { EarlierEdition } from '../read-earlier.ts';
import type { Language } from '../words.ts';
import type { Analysed, AnalysisReport } from './analysis-report.ts';
import { reportComparison } from './compare.ts';
import { readCounterpart } from './counterpart.ts';
import { reportExplanation } from './explain.ts';
import { reportGoal } from './goal.ts';
import { reportReach } from './reach.ts';
import { reportSensitivity } from './sensitivity.ts';
import { reportUncertainty } from './uncertainty.ts';

export type AnalysisOptions = {
  uncertainty?: true;
  sensitivity?: true;
  explain?: string;
  compare?: string;
  compareData?: string[];
  goal?: string;
  reach?: string;
  audit?: string;
  replicates: number;
  seed: number;
  vary?: Decision[];
  noise?: number;
  top?: number;
  versus?: string;
};

type Asked = AnalysisOptions & {
  /** Those that the definitions hold, one of which may be compared with. */
  editions: readonly EditionDefinition[];
  /** What gaps are filled from, in the edition that is compared with too. */
  earlier: readonly EarlierEdition[];
  format: 'table' | 'csv' | 'json';
  language: Language;
};

/** One analysis each, in the order in which they are printed. */
const asksFor = ({ uncertainty, sensitivity, explain, goal, reach, audit, compare }: AnalysisOptions) =>
  [uncertainty, sensitivity, explain, goal, reach, audit, compare].filter(Boolean).length;

export const asksForAnalysis = (options: AnalysisOptions): boolean => asksFor(options) > 0;

/**
 * What is asked about a ranking, in the format asked for. A table shows one analysis below another; JSON has a field
 * an analysis; CSV is one table, so it takes one analysis.
 *
 * @throws {Failure} with all reasons why an analysis will not run
 */
export async function analyse(
  ranking: Ranking & RankedEdition,
  asked: Asked,
  streams: Streams,
): Promise<string> {
  refuseMisplaced(ranking, asked);
  try {
    return formatReports(await reports(ranking, asked, streams), ranking, asked);
  } catch (error) {
    if (!(error instanceof AnalysisError || error instanceof EngineError)) throw error;
    throw new Failure(error.faults.map(faultLine));
  }
}

const faultLine = (fault: { where?: string; node?: string; message: string }): string =>
  [fault.where ?? fault.node, fault.message].filter(Boolean).join(': ');

function refuseMisplaced({ node, cohort }: Ranking, asked: Asked): void {
  const { audit, format } = asked;
  if (audit && format !== 'table')
    throw new Failure(['an audit is written as HTML or Markdown: leave --format out'], 2);
  if (audit && node !== cohort.nodes[0]) throw new Failure(['an audit is of the total: leave --node out'], 2);
  if (format === 'csv' && asksFor(asked) > 1)
    throw new Failure(['CSV is one table: ask for one analysis at a time'], 2);
}

async function reports(
  ranking: Ranking & RankedEdition,
  asked: Asked,
  streams: Streams,
): Promise<AnalysisReport[]> {
  const { uncertainty, sensitivity, explain, goal, reach, compare, language } = asked;
  const analysed = (): Analysed => ({ ...ranking, ...subjectOf(ranking), language, streams });
  return [
    ...(uncertainty ? [reportUncertainty(analysed(), asked, asked)] : []),
    ...(sensitivity ? [reportSensitivity(analysed(), asked)] : []),
    ...(explain ? [reportExplanation(analysed(), explain)] : []),
    ...(goal ? [reportGoal(analysed(), goal)] : []),
    ...(reach ? [reportReach(analysed(), reach)] : []),
    ...(asked.audit ? [await audit(analysed(), asked, asked.audit)] : []),
    ...(compare ? [await comparison(ranking, compare, asked, streams)] : []),
  ];
}

const cohortOf = ({ definition, cohort }: RankedEdition): CohortDefinition =>
  definition.cohorts.find(({ id }) => id === cohort.id)!;

/** The subject asks about the node that is shown. */
function subjectOf(ranked: Ranking & RankedEdition): Pick<Analysed, 'subject' | 'units'> {
  return {
    subject: { ...cohortSubject(ranked.definition, ranked.cohort.id, ranked.parts), node: ranked.node.code },
    units: cohortOf(ranked).units.toSorted(byId),
  };
}

/** The report of an audit lies in files; what is printed are their paths. */
async function audit(analysed: Analysed, asked: Asked, target: string): Promise<AnalysisReport> {
  // The library of charts takes a while to load, and nothing else needs it.
  const { writeAudit } = await import('../audit/write-audit.ts');
  const paths = await writeAudit(analysed, asked, target, asked.top);
  const records = paths.map((path) => ({ path }));
  return { name: 'audit', text: paths, csv: { columns: ['path'], records }, json: { paths } };
}

async function comparison(
  ranking: Ranking & RankedEdition,
  compare: string,
  { compareData: files = [], editions, earlier, language }: Asked,
  streams: Streams,
): Promise<AnalysisReport> {
  const counterpart = await readCounterpart(
    ranking.cohort,
    { asked: compare, files, earlier, editions, language },
    streams,
  );
  const subject = isAnalysable(cohortOf(ranking)) ? subjectOf(ranking).subject : undefined;
  return reportComparison(ranking, subject, counterpart, { language, streams });
}

function formatReports(
  found: readonly AnalysisReport[],
  { run, cohort }: Ranking,
  { format }: Asked,
): string {
  if (format === 'table') return `${found.map(({ text }) => text.join('\n')).join('\n\n')}\n`;
  if (format === 'csv') {
    const { columns, records } = found[0]!.csv;
    return stringify([...records], { header: true, columns: [...columns], escape_formulas: true });
  }
  const { index, period, sample, id } = run;
  const heading = { index, period, ...(sample && { sample }), cohort: cohort.id, run: id };
  const fields = Object.fromEntries(found.map(({ name, json }) => [name, json]));
  return `${JSON.stringify({ ...heading, ...fields }, null, 2)}\n`;
}
