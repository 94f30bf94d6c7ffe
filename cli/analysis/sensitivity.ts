import { numberText } from '../../domain/analysis/explain/number-text.ts';
import { type RankSensitivity, rankSensitivity } from '../../domain/analysis/sensitivity/rank-sensitivity.ts';
import { type UsualPlan, usualPlan } from '../../domain/analysis/uncertainty/usual-plan.ts';
import { alignColumns } from '../align-columns.ts';
import { headingLines } from '../rank-table.ts';
import {
  type Analysed,
  type AnalysisReport,
  type Draws,
  headingOf,
  NODE_HEADING,
} from './analysis-report.ts';
import { analysisWords, methodName } from './analysis-words.ts';
import { planLines } from './plan-lines.ts';
import { progressBar } from './progress-bar.ts';

/** What the ranking owes to each decision, and how many rankings told so. */
export type Sensitivity = RankSensitivity & { plan: UsualPlan; rankings: number };

/**
 * @param draws.replicates rows of the design, rounded up to a power of two; each takes as many rankings as there
 *   are factors, and two more
 * @throws {AnalysisError} as `usualPlan` and `rankSensitivity`
 */
export function sensitivity({ subject, streams }: Analysed, draws: Draws): Sensitivity {
  const { replicates, seed } = draws;
  const plan = usualPlan(subject, draws);
  const bar = progressBar(streams.stderr, 'sensitivity');
  let rankings = 0;
  const rows = 2 ** Math.ceil(Math.log2(replicates));
  const found = rankSensitivity(subject, {
    ...plan,
    rows,
    seed,
    onProgress: (done, of) => {
      rankings = done;
      bar.report(done, of);
    },
  });
  bar.end();
  return { ...found, plan, rankings };
}

export function reportSensitivity(analysed: Analysed, draws: Draws): AnalysisReport {
  const found = sensitivity(analysed, draws);
  const { factors, rows, failedRows, failures, plan, rankings } = found;
  return {
    name: 'sensitivity',
    text: textOf(found, analysed, draws),
    csv: csvOf(found, analysed),
    json: { node: analysed.node.code, seed: draws.seed, rankings, rows, failedRows, failures, plan, factors },
  };
}

function textOf({ factors, plan, rankings }: Sensitivity, analysed: Analysed, { seed }: Draws): string[] {
  const { language } = analysed;
  const say = analysisWords[language];
  const range = ([low, high]: [number, number]) => `${low.toFixed(2)}…${high.toFixed(2)}`;
  return [
    ...headingLines(analysed, language),
    ...planLines(plan, say.rankings(numberText(rankings, language), seed), language),
    '',
    ...(factors
      ? [
          ...alignColumns(
            [
              { heading: say.factor, align: 'left' },
              { heading: say.first, align: 'right' },
              { heading: say.interval, align: 'right' },
              { heading: say.total, align: 'right' },
              { heading: say.interval, align: 'right' },
            ],
            factors.map(({ name, first, firstInterval, total, totalInterval }) => [
              methodName(name, language),
              first.toFixed(2),
              range(firstInterval),
              total.toFixed(2),
              range(totalInterval),
            ]),
          ),
          '',
          say.sensitivity,
        ]
      : [say.steady]),
  ];
}

const csvOf = ({ factors }: Sensitivity, analysed: Analysed): AnalysisReport['csv'] => ({
  columns: [...NODE_HEADING, 'factor', ...['first', 'first_5', 'first_95', 'total', 'total_5', 'total_95']],
  records: (factors ?? []).map(({ name, first, firstInterval, total, totalInterval }) => ({
    ...headingOf(analysed),
    factor: name,
    first,
    first_5: firstInterval[0],
    first_95: firstInterval[1],
    total,
    total_5: totalInterval[0],
    total_95: totalInterval[1],
  })),
});
