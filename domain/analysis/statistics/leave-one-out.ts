import type { BranchNode, Framework, FrameworkNode } from '../../methodology/definitions.ts';
import { AnalysisError } from '../analysis-error.ts';
import { totalPlace, totalRanks } from '../ranks-at.ts';
import { compute, type Subject } from '../subject.ts';
import { compareRanks, type RankComparison } from './compare-ranks.ts';

export type LeftOut = RankComparison & {
  node: string;
  /** The total without the node, a number a unit; NaN and 0 where a unit has none. */
  scores: Float64Array;
  ranks: Int32Array;
};

/**
 * The ranking without each of some nodes in turn: its siblings carry its weight, and a parent left without
 * children goes too. Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 7;
 * COINr 1.1.14 `remove_elements`.
 *
 * @param codes nodes under the total, for example all pillars
 * @throws {AnalysisError} `node-unknown` for every code that is not below the total; the total itself cannot go
 * @throws {EngineError} where the framework cannot be computed without a node
 */
export function leaveOneOut(subject: Subject, codes: readonly string[]): LeftOut[] {
  const { framework } = subject;
  const [first, ...others] = codes.filter((code) => !isBelow(framework.root, code)).map(unknownNode);
  if (first) throw new AnalysisError(first, ...others);
  const whole = compute(subject);
  const nominal = totalRanks(whole.model, whole.evaluation);
  return codes.map((node) => {
    const { model, evaluation } = compute({ ...subject, framework: withoutNode(framework, node) });
    const ranks = totalRanks(model, evaluation);
    return { node, scores: evaluation.scores[totalPlace(model)]!, ranks, ...compareRanks(nominal, ranks) };
  });
}

const unknownNode = (code: string) => ({
  code: 'node-unknown' as const,
  where: code,
  message: 'is no node below the total, so it cannot be left out',
});

const isBranch = (node: FrameworkNode): node is BranchNode => 'children' in node;

const isBelow = (node: FrameworkNode, code: string): boolean =>
  isBranch(node) && node.children.some((child) => child.code === code || isBelow(child, code));

/** The framework without a node below the total. */
function withoutNode(framework: Framework, code: string): Framework {
  const root = prune(framework.root, code);
  if (!root) throw new AnalysisError({ ...unknownNode(code), message: 'is all that the total consists of' });
  return { ...framework, root };
}

/** @returns `undefined` where nothing of the node is left */
function prune(node: FrameworkNode, code: string): FrameworkNode | undefined {
  if (node.code === code) return undefined;
  if (!isBranch(node)) return node;
  const children = node.children.flatMap((child) => prune(child, code) ?? []);
  return children.length > 0 ? { ...node, children } : undefined;
}
