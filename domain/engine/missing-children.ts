import type { MissingRule } from '../methodology/definitions.ts';
import { toDecimal } from './decimal.ts';
import type { Evaluation } from './evaluate.ts';
import type { Model, ModelBranch } from './model.ts';
import { STATUS } from './status.ts';

/**
 * How many of a node's children must be present for it to have a score.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 3; COINr 1.1.14, `Aggregate` with `dat_thresh`.
 */
export function requiredChildren({ rule, atLeast }: MissingRule, children: number): number {
  if (rule === 'fail') return children;
  const share = Math.ceil(toDecimal(atLeast * children));
  return rule === 'renormalise' ? Math.max(share, 1) : share;
}

/** A copy in which an absent child counts as zero. */
export const withZeros = (column: Float64Array): Float64Array =>
  column.map((score) => (Number.isNaN(score) ? 0 : score));

/**
 * Takes the score away from units with too few children. "Counts as zero" fills gaps and makes no score out
 * of nothing: a unit without a single value in the whole tree has none, whatever the rule.
 *
 * Under `zero-if-any` a gap is worth zero for the whole node, not for the child alone: a state that lacks one of
 * the three components of the E-Government Development Index has 0 and shares the last rank (United Nations
 * E-Government Surveys 2010 and 2012, data tables).
 */
export function coverMissing(model: Model, place: number, node: ModelBranch, evaluation: Evaluation): void {
  if (node.children.every((child) => evaluation.missing[child] === 0)) return;
  const absent = absentChildren(node, evaluation);
  const scores = evaluation.scores[place]!;
  const status = evaluation.status[place]!;
  const root = rootOf(model, place);
  const screenedBy = evaluation.preparation?.screenedBy[place];
  for (let unit = 0, length = scores.length; unit < length; unit++) {
    if (absent[unit] === 0) continue;
    if (screenedBy?.[unit]) {
      scores[unit] = Number.NaN;
      status[unit] = STATUS.screenedOut;
      continue;
    }
    const present = node.children.length - absent[unit]!;
    if (present >= node.required && (present > 0 || hasValue(model, evaluation, root, unit))) {
      if (node.missing.rule === 'zero-if-any') scores[unit] = 0;
      continue;
    }
    scores[unit] = Number.NaN;
    status[unit] = STATUS.tooFewChildren;
  }
}

/** How many children each unit lacks. */
function absentChildren(node: ModelBranch, evaluation: Evaluation): Uint32Array {
  const absent = new Uint32Array(evaluation.units);
  for (const child of node.children) {
    if (evaluation.missing[child] === 0) continue;
    const status = evaluation.status[child]!;
    for (let unit = 0, length = status.length; unit < length; unit++)
      absent[unit]! += isMissing(status[unit]!);
  }
  return absent;
}

/** 0 where there is a score and 1 where there is none, without a branch that a processor would guess wrongly. */
const isMissing = (status: number): number => (status + 15) >> 4;

/** Whether a unit has any value that counts at a leaf, or at a leaf below a branch. */
export function hasValue(model: Model, evaluation: Evaluation, place: number, unit: number): boolean {
  const node = model.nodes[place]!;
  if (node.kind === 'leaf') return COUNTS.has(evaluation.status[place]![unit]!);
  return node.children.some((child) => hasValue(model, evaluation, child, unit));
}

/** A method that has no result for a value does not make the value go away. */
const COUNTS = new Set<number>([STATUS.scored, STATUS.undefined, STATUS.notTreatable]);

/** The total or the reported node at the top of the node's tree. */
function rootOf(model: Model, place: number): number {
  const parent = model.parents[place]!;
  return parent < 0 ? place : rootOf(model, parent);
}
