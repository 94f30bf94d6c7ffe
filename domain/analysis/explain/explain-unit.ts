import { withZeros } from '../../engine/missing-children.ts';
import type { ModelBranch, ModelLeaf } from '../../engine/model.ts';
import { reasonFor } from '../../engine/reason.ts';
import type { BranchNode, Framework, FrameworkNode, LeafNode, Text } from '../../methodology/definitions.ts';
import { AnalysisError } from '../analysis-error.ts';
import type { Computed, Subject } from '../subject.ts';
import { aggregationFormula } from './aggregation-formula.ts';
import { type Decomposition, decompose } from './decompose.ts';
import { explainLeaf } from './explain-leaf.ts';
import type { BranchExplanation, ChildExplanation, Explanation } from './explanation.ts';

/**
 * Where a unit's score at a node comes from: every number from the observed values upwards, with what each child puts
 * into its parent. Where the methods on the way are sums and means, the contributions of the leaves to the node
 * sum to its score; where they are not, see `Decomposition`.
 *
 * @param computed the subject computed, and not evaluated with other weights since
 * @param unit the unit's place
 * @param code the node; the total where absent
 * @throws {AnalysisError} `unit-unknown`, `node-unknown`
 */
export function explainUnit(
  subject: Subject,
  computed: Computed,
  unit: number,
  code: string = subject.framework.root.code,
): Explanation {
  if (!(unit >= 0 && unit < subject.matrix.units))
    throw new AnalysisError({ code: 'unit-unknown', message: `there is no unit at place ${unit}` });
  const node = nodesOf(subject.framework).find((each) => each.code === code);
  if (!node)
    throw new AnalysisError({ code: 'node-unknown', where: code, message: 'the framework has no such node' });
  return new Explainer(subject, computed, unit).explain(node, 1);
}

const nodesOf = ({ root, reported }: Framework): FrameworkNode[] =>
  [root, ...reported].flatMap(withDescendants);

const withDescendants = (node: FrameworkNode): FrameworkNode[] =>
  isLeaf(node) ? [node] : [node, ...node.children.flatMap(withDescendants)];

const isLeaf = (node: FrameworkNode): node is LeafNode => 'indicator' in node;

/** The children of a branch as one unit sees them: absent ones are NaN, or 0 where that is the rule. */
type Children = { columns: readonly Float64Array[]; weights: Float64Array; zeroed: boolean };

class Explainer {
  readonly #subject: Subject;
  readonly #computed: Computed;
  readonly #places: ReadonlyMap<string, number>;
  readonly #unit: number;

  constructor(subject: Subject, computed: Computed, unit: number) {
    this.#subject = subject;
    this.#computed = computed;
    this.#places = new Map(computed.model.nodes.map(({ code }, place) => [code, place]));
    this.#unit = unit;
  }

  /** @param toTop what a point more at the node adds to the node at the top; `null` where that is not fixed */
  explain(node: FrameworkNode, toTop: number | null): Explanation {
    const place = this.#places.get(node.code)!;
    if (!isLeaf(node)) return this.#branch(place, node, toTop);
    const leaf = this.#computed.model.nodes[place] as ModelLeaf;
    return explainLeaf(this.#subject, this.#computed, { place, node, leaf, unit: this.#unit });
  }

  #branch(place: number, node: BranchNode, toTop: number | null): BranchExplanation {
    const { model, evaluation } = this.#computed;
    const score = present(evaluation.scores[place]![this.#unit]);
    const reason = reasonFor(model, evaluation, place, this.#unit);
    const seen = this.#seen(model.nodes[place] as ModelBranch);
    const decomposition = score === null ? null : this.#decompose(place, node, seen, score);
    return {
      kind: 'branch',
      node: node.code,
      name: node.name,
      score,
      ...(reason && { reason }),
      method: node.aggregate.method,
      formula: score === null || seen.zeroed ? null : this.#formula(node, seen, score, decomposition),
      decomposition: decomposition && {
        kind: decomposition.kind,
        baseline: decomposition.baseline,
        remainder: decomposition.remainder,
      },
      children: this.#children(node, seen.weights, decomposition, toTop),
    };
  }

  #seen({ children, missing }: ModelBranch): Children {
    const { scores, weights } = this.#computed.evaluation;
    const columns = Array.from(children, (child) =>
      missing.rule === 'zero' ? withZeros(scores[child]!) : scores[child]!,
    );
    const incomplete = columns.some((column) => Number.isNaN(column[this.#unit]!));
    return {
      columns,
      weights: Float64Array.from(children, (child) => weights[child]!),
      zeroed: missing.rule === 'zero-if-any' && incomplete,
    };
  }

  #decompose(
    place: number,
    { aggregate: { method } }: BranchNode,
    { columns, weights, zeroed }: Children,
    score: number,
  ): Decomposition | null {
    if (zeroed) return nothingCounts(columns.length);
    const { model, evaluation } = this.#computed;
    const { aggregator } = model.nodes[place] as ModelBranch;
    const scores = evaluation.scores[place]!;
    return decompose({ method, aggregator, columns, weights, unit: this.#unit, score, scores });
  }

  #formula(
    { aggregate }: BranchNode,
    { columns, weights }: Children,
    score: number,
    decomposition: Decomposition | null,
  ): Text {
    const counted = [...columns.keys()].filter((child) => !Number.isNaN(columns[child]![this.#unit]!));
    const weighty = counted.find((child) => weights[child]! > 0);
    const coefficient = weighty === undefined ? undefined : decomposition?.coefficients?.[weighty];
    return aggregationFormula({
      spec: aggregate,
      scores: counted.map((child) => columns[child]![this.#unit]!),
      weights: counted.map((child) => weights[child]!),
      growth: coefficient === undefined ? 1 : coefficient / weights[weighty!]!,
      score,
    });
  }

  #children(
    { children }: BranchNode,
    weights: Float64Array,
    decomposition: Decomposition | null,
    toTop: number | null,
  ): ChildExplanation[] {
    const sum = weights.reduce((before, weight) => before + weight, 0);
    return children.map((child, position) => {
      const contribution = present(decomposition?.contributions[position]);
      const coefficient = present(decomposition?.coefficients?.[position]);
      const isSum = toTop !== null && coefficient !== null;
      return {
        weight: weights[position]!,
        share: sum > 0 ? weights[position]! / sum : 0,
        contribution,
        coefficient,
        toTop: isSum && contribution !== null ? toTop * contribution : null,
        explanation: this.explain(child, isSum ? toTop * coefficient : null),
      };
    });
  }
}

const present = (number: number | undefined): number | null =>
  number === undefined || Number.isNaN(number) ? null : number;

/** A gap that makes the whole node zero takes everything from the children that are there. */
const nothingCounts = (children: number): Decomposition => ({
  kind: 'additive',
  baseline: 0,
  contributions: new Float64Array(children),
  coefficients: new Float64Array(children),
  remainder: 0,
});
