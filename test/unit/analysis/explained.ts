import { explainUnit } from '../../../domain/analysis/explain/explain-unit.ts';
import type {
  BranchExplanation,
  Explanation,
  LeafExplanation,
} from '../../../domain/analysis/explain/explanation.ts';
import { compute, type Subject } from '../../../domain/analysis/subject.ts';

/** A unit's score at a branch, the total where none is named. */
export const explain = (subject: Subject, unit: number, node?: string) =>
  explainUnit(subject, compute(subject), unit, node) as BranchExplanation;

export const leavesOf = (explanation: Explanation): LeafExplanation[] =>
  explanation.kind === 'leaf'
    ? [explanation]
    : explanation.children.flatMap((child) => leavesOf(child.explanation));

/** What each leaf puts into the node that is explained. */
export const contributionsOfLeaves = (explanation: BranchExplanation): (number | null)[] =>
  explanation.children.flatMap(({ explanation: below, toTop }) =>
    below.kind === 'leaf' ? [toTop] : contributionsOfLeaves(below),
  );
