import { explainUnit } from '../../domain/analysis/explain/explain-unit.ts';
import type {
  ChildExplanation,
  Explanation,
  LeafExplanation,
} from '../../domain/analysis/explain/explanation.ts';
import { numberText } from '../../domain/analysis/explain/number-text.ts';
import { compute } from '../../domain/analysis/subject.ts';
import type { Unit } from '../../domain/methodology/definitions.ts';
import type { ResultRow } from '../../domain/release/run.ts';
import { alignColumns } from '../align-columns.ts';
import { oneOf } from '../one-of.ts';
import { fixed, headingLines } from '../rank-table.ts';
import { type Language, words } from '../words.ts';
import { type Analysed, type AnalysisReport, HEADING, headingOf } from './analysis-report.ts';
import { analysisWords } from './analysis-words.ts';
import { findUnit } from './find-unit.ts';

/**
 * @param asked `UNIT` or `UNIT:NODE`; the unit by its id, a code or any spelling of its name
 * @throws {Failure} for a unit or node that is not there
 */
export function reportExplanation(analysed: Analysed, asked: string): AnalysisReport {
  const { subject, units, cohort } = analysed;
  const { unit: target, code } = targetOf(asked, analysed);
  const explanation = explainUnit(subject, compute(subject), units.indexOf(target), code);
  const result = cohort.nodes.find((candidate) => candidate.code === code)!;
  const row = result.rows.find(({ unit }) => unit.id === target.id)!;
  const lines = linesOf(explanation);
  return {
    name: 'explanation',
    text: textOf(analysed, { row, decimals: result.decimals, name: result.name[analysed.language] }, lines),
    csv: csvOf(analysed, target, lines),
    json: { unit: row.unit, score: row.score, rank: row.rank, explanation },
  };
}

function targetOf(asked: string, { units, cohort, node }: Analysed): { unit: Unit; code: string } {
  const { unit, more } = findUnit(asked, units);
  const codes = cohort.nodes.map(({ code }) => code);
  return { unit, code: more === undefined ? node.code : oneOf('node', more, codes) };
}

/** A node of the tree, or what its children's contributions are added to. */
type Line = {
  /** Tree branches drawn before the name. */
  indent: string;
  depth: number;
  parent: string | null;
  explanation: Explanation | 'baseline' | 'remainder';
  child?: ChildExplanation;
  contribution: number | null;
};

function linesOf(top: Explanation): Line[] {
  const lines: Line[] = [{ indent: '', depth: 0, parent: null, explanation: top, contribution: null }];
  const visit = (explanation: Explanation, stem: string, depth: number): void => {
    if (explanation.kind === 'leaf') return;
    const { children, decomposition, node: parent } = explanation;
    const rests = (['baseline', 'remainder'] as const).flatMap((rest): Omit<Line, 'indent'>[] => {
      const amount = decomposition?.[rest] ?? 0;
      return amount === 0 ? [] : [{ depth, parent, explanation: rest, contribution: amount }];
    });
    const below = [
      ...children.map((child): Omit<Line, 'indent'> => {
        const { explanation: own, contribution } = child;
        return { depth, parent, explanation: own, child, contribution };
      }),
      ...rests,
    ];
    for (const [place, line] of below.entries()) {
      const last = place === below.length - 1;
      lines.push({ ...line, indent: `${stem}${last ? '└ ' : '├ '}` });
      if (typeof line.explanation !== 'string')
        visit(line.explanation, `${stem}${last ? '  ' : '│ '}`, depth + 1);
    }
  };
  visit(top, '', 1);
  return lines;
}

function textOf(
  analysed: Analysed,
  { row, decimals, name }: { row: ResultRow; decimals: number | null; name: string },
  lines: readonly Line[],
): string[] {
  const { language } = analysed;
  const say = analysisWords[language];
  const number = (value: number | null | undefined) => (value == null ? '' : numberText(value, language));
  const standing =
    row.rank === null
      ? `${say.notRanked}: ${row.reason?.[language] ?? ''}`
      : `${fixed(row.score, decimals)}, ${say.rankIs(row.rank)}`;
  return [
    ...headingLines(analysed, language),
    '',
    `${row.unit.name[language]} · ${name}: ${standing}`,
    '',
    ...alignColumns(
      [
        { heading: say.node, align: 'left' },
        { heading: words[language].score, align: 'right' },
        { heading: say.weight, align: 'right' },
        { heading: say.share, align: 'right' },
        { heading: say.adds, align: 'right' },
        { heading: say.toTop, align: 'right' },
        { heading: say.formula, align: 'left' },
      ],
      lines.map(({ indent, explanation, child, contribution }) => [
        indent + nameOf(explanation, language),
        typeof explanation === 'string' ? '' : number(explanation.score),
        number(child?.weight),
        child ? `${number(100 * child.share)} %` : '',
        number(contribution),
        number(child?.toTop),
        typeof explanation === 'string' ? '' : formulaOf(explanation, language),
      ]),
    ),
  ];
}

function nameOf(explanation: Line['explanation'], language: Language): string {
  const say = analysisWords[language];
  if (explanation === 'baseline') return say.baseline;
  return explanation === 'remainder' ? say.cap : explanation.name[language];
}

/** Of a leaf from the observed value on, which "none" leaves as it is; of what has no score, the reason. */
function formulaOf(explanation: Explanation, language: Language): string {
  const { formula, reason, method } = explanation;
  if (explanation.score !== null && !formula) return analysisWords[language].zeroed;
  const steps = [
    ...(explanation.kind === 'leaf' ? observedSteps(explanation, language) : []),
    reason?.[language] ?? (method === 'none' ? '' : formula?.[language]) ?? '',
  ];
  return steps.filter(Boolean).join(' → ');
}

function observedSteps({ observed, indicator, steps, score }: LeafExplanation, language: Language): string[] {
  const say = analysisWords[language];
  if (observed === null && score === null) return [];
  const number = (value: number | null | undefined) =>
    value == null ? say.missing : numberText(value, language);
  const value = observed === null ? say.missing : `${number(observed)} ${indicator.unit}`;
  return [
    `${say.observed} ${value}`,
    ...steps.map((step) => {
      if (step.step === 'divided') {
        const { divisor, per, result, by } = step;
        return `× ${number(per)} ÷ ${by} ${number(divisor)} = ${number(result)}`;
      }
      return step.step === 'imputed'
        ? `${step.method}${step.period === undefined ? '' : ` (${step.period})`}: ${number(step.value)}`
        : `${step.method}: ${number(step.before)} ⇒ ${number(step.after)}`;
    }),
  ];
}

const csvOf = (analysed: Analysed, unit: Unit, lines: readonly Line[]): AnalysisReport['csv'] => ({
  columns: [
    ...HEADING,
    ...['unit', 'depth', 'node', 'parent', 'name', 'score'],
    ...['weight', 'share', 'contribution', 'to_top', 'observed', 'prepared', 'method', 'formula', 'reason'],
  ],
  records: lines.map(({ depth, parent, explanation, child, contribution }) => ({
    ...headingOf(analysed),
    unit: unit.id,
    depth,
    parent,
    name: nameOf(explanation, analysed.language),
    weight: child?.weight,
    share: child?.share,
    contribution,
    to_top: child?.toTop,
    ...(typeof explanation !== 'string' && {
      node: explanation.node,
      score: explanation.score,
      method: explanation.method,
      formula: explanation.formula?.[analysed.language],
      reason: explanation.reason?.[analysed.language],
      ...(explanation.kind === 'leaf' && {
        observed: explanation.observed,
        prepared: explanation.prepared,
      }),
    }),
  })),
});
