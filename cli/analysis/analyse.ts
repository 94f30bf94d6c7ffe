import { stringify } from 'csv-stringify/sync';
import { AnalysisError } from '../../domain/analysis/analysis-error.ts';
import { cohortSubject } from '../../domain/analysis/cohort-subject.ts';
import { EngineError } from '../../domain/engine/engine-error.ts';
import { byId } from '../../domain/release/unit-heading.ts';
import { Failure } from '../failure.ts';
import type { Streams } from '../main.ts';
import type { Ranking } from '../rank.ts';
import type { RankedEdition } from '../rank-edition.ts';
import type { Language } from '../words.ts';
import type { Analysed, AnalysisReport } from './analysis-report.ts';
import { reportExplanation } from './explain.ts';
import { reportSensitivity } from './sensitivity.ts';
import { reportUncertainty } from './uncertainty.ts';

export type AnalysisOptions = {
  uncertainty?: true;
  sensitivity?: true;
  explain?: string;
  replicates: number;
  seed: number;
  top?: number;
};

type Asked = AnalysisOptions & { format: 'table' | 'csv' | 'json'; language: Language };

export const asksForAnalysis = ({ uncertainty, sensitivity, explain }: AnalysisOptions): boolean =>
  Boolean(uncertainty || sensitivity || explain !== undefined);

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
    const analysed = { ...ranking, ...subjectOf(ranking), language: asked.language, streams };
    return formatReports(reports(analysed, asked), ranking, asked);
  } catch (error) {
    if (!(error instanceof AnalysisError || error instanceof EngineError)) throw error;
    throw new Failure(error.faults.map(faultLine));
  }
}

const faultLine = (fault: { where?: string; node?: string; message: string }): string =>
  [fault.where ?? fault.node, fault.message].filter(Boolean).join(': ');

function refuseMisplaced({ node, cohort }: Ranking, { uncertainty, sensitivity }: Asked): void {
  if ((uncertainty || sensitivity) && node !== cohort.nodes[0])
    throw new Failure(['uncertainty and sensitivity are of the total: leave --node out'], 2);
}

function subjectOf({ definition, cohort, parts }: RankedEdition): Pick<Analysed, 'subject' | 'units'> {
  const contents = parts.map(({ part }) => part);
  const { units } = definition.cohorts.find(({ id }) => id === cohort.id)!;
  return { subject: cohortSubject(definition, cohort.id, contents), units: units.toSorted(byId) };
}

function reports(analysed: Analysed, asked: Asked): AnalysisReport[] {
  const { uncertainty, sensitivity, explain, top } = asked;
  return [
    ...(uncertainty ? [reportUncertainty(analysed, asked, top)] : []),
    ...(sensitivity ? [reportSensitivity(analysed, asked)] : []),
    ...(explain === undefined ? [] : [reportExplanation(analysed, explain)]),
  ];
}

function formatReports(
  found: readonly AnalysisReport[],
  { run, cohort }: Ranking,
  { format }: Asked,
): string {
  if (format === 'table') return `${found.map(({ text }) => text.join('\n')).join('\n\n')}\n`;
  if (format === 'csv') {
    const [only, ...others] = found;
    if (others.length > 0) throw new Failure(['CSV is one table: ask for one analysis at a time'], 2);
    const { columns, records } = only!.csv;
    return stringify([...records], { header: true, columns: [...columns], escape_formulas: true });
  }
  const { index, period, sample, id } = run;
  const heading = { index, period, ...(sample && { sample }), cohort: cohort.id, run: id };
  const fields = Object.fromEntries(found.map(({ name, json }) => [name, json]));
  return `${JSON.stringify({ ...heading, ...fields }, null, 2)}\n`;
}
