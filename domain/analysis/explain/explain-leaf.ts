import type { ModelLeaf } from '../../engine/model.ts';
import { reasonFor } from '../../engine/reason.ts';
import type { LeafNode } from '../../methodology/definitions.ts';
import { indicatorOf } from '../indicator-of.ts';
import type { Computed, Subject } from '../subject.ts';
import type { LeafExplanation, PreparationStep } from './explanation.ts';
import { normalisationFormula } from './normalisation-formula.ts';

/**
 * From the observed value over its preparation to the normalised score of one unit.
 *
 * @param computed the subject computed
 * @param at the leaf, with its place in the model, and the unit's place in the matrix
 * @returns the observed value in the indicator's unit of measure, `null` where missing; the score before rounding
 */
export function explainLeaf(
  subject: Subject,
  computed: Computed,
  { place, node, leaf, unit }: { place: number; node: LeafNode; leaf: ModelLeaf; unit: number },
): LeafExplanation {
  const { model, matrix, evaluation } = computed;
  const id = indicatorOf(model, leaf);
  const indicator = subject.indicators.find((candidate) => candidate.id === id)!;
  const column = matrix.values.subarray(leaf.column * matrix.units, (leaf.column + 1) * matrix.units);
  const prepared = column[unit]!;
  const score = evaluation.scores[place]![unit]!;
  const reason = reasonFor(model, evaluation, place, unit);
  const scale = evaluation.scales[place]!;
  return {
    kind: 'leaf',
    node: node.code,
    name: node.name,
    score: present(score),
    ...(reason && { reason }),
    indicator: { id, name: indicator.name, unit: indicator.unit },
    observed: observed(subject, id, unit),
    steps: preparationSteps(subject, computed, leaf, unit),
    prepared: present(prepared),
    method: node.normalise.method,
    scale,
    formula: Number.isNaN(score)
      ? null
      : normalisationFormula({
          spec: node.normalise,
          scale,
          higherIsBetter: indicator.direction === 'higher-is-better',
          value: prepared,
          score,
          count: column.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0),
        }),
  };
}

const present = (number: number): number | null => (Number.isNaN(number) ? null : number);

function observed({ columns, matrix }: Subject, indicator: string, unit: number): number | null {
  const column = columns.indexOf(indicator);
  return column < 0 ? null : present(matrix.values[column * matrix.units + unit]!);
}

function preparationSteps(
  subject: Subject,
  { model, evaluation }: Computed,
  leaf: ModelLeaf,
  unit: number,
): PreparationStep[] {
  const plan = model.preparation?.columns[leaf.column];
  const done = evaluation.preparation?.columns[leaf.column];
  if (!plan || !done) return [];
  const steps: PreparationStep[] = [];
  const value = observed(subject, plan.indicator, unit);
  if (plan.denominator && value !== null) {
    const { indicator: by, per } = plan.denominator;
    const divisor = observed(subject, by, unit);
    const result = divisor !== null && divisor > 0 ? (value * per) / divisor : null;
    steps.push({ step: 'divided', by, divisor, per, result });
  }
  const imputed = done.imputed.find((cell) => cell.unit === unit);
  if (imputed) {
    const { value: estimate, period } = imputed;
    const method = plan.imputation!.method;
    steps.push({ step: 'imputed', method, value: estimate, ...(period !== undefined && { period }) });
  }
  const treated = done.treated?.cells.find((cell) => cell.unit === unit);
  if (treated) {
    const { before, after } = treated;
    steps.push({ step: 'treated', method: done.treated!.method, before, after: present(after) });
  }
  return steps;
}
