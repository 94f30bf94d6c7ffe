import { nodesOf } from '../../engine/check/framework-nodes.ts';
import { withZeros } from '../../engine/missing-children.ts';
import type { ModelBranch } from '../../engine/model.ts';
import type { Aggregation, BranchNode, FrameworkNode } from '../../methodology/definitions.ts';
import { AnalysisError, type AnalysisFault } from '../analysis-error.ts';
import { nodePlace } from '../ranks-at.ts';
import type { Computed, Subject } from '../subject.ts';

/** Siblings whose weights vary together: from 0 on, with a fixed sum. */
export type WeightFamily = {
  /** Places of the siblings in the model. */
  children: Int32Array;
  /** What the weights sum to, as the model gives them. */
  sum: number;
  /** A column a sibling: what a share of 1 for it adds to the node's score, a number a unit. */
  columns: readonly Float64Array[];
};

/** A node's score as a linear function of the weights at one depth below it: fixed + Σ share × column. */
export type LinearScore = { fixed: Float64Array; families: WeightFamily[] };

/**
 * Writes the score at the subject's node as a linear function of the weights of all siblings at a depth, the other
 * weights as they are.
 *
 * @param depth 1 for the parts of the node, 2 for their parts …
 * @throws {AnalysisError} `method-not-linear` where a node from there down to that depth is no mean or sum, or where a
 *   unit with a score lacks a child there whose weight the others would carry; `setting-invalid` for a depth at which
 *   no node has a sibling; `node-unknown`
 */
export function linearScore(
  { framework, node }: Pick<Subject, 'framework' | 'node'>,
  computed: Computed,
  depth: number,
): LinearScore {
  const place = nodePlace(computed.model, node);
  const { code } = computed.model.nodes[place]!;
  const linear = new Linear(computed, computed.evaluation.scores[place]!);
  linear.visit(nodesOf(framework).find((each) => each.code === code)!, place, 1, depth);
  const [first, ...others] = linear.faults;
  if (first) throw new AnalysisError(first, ...others);
  if (!linear.families.some(({ children }) => children.length > 1))
    throw new AnalysisError({
      code: 'setting-invalid',
      where: 'depth',
      message: `is ${depth}, where no node has a sibling to share weight with`,
    });
  return { fixed: linear.fixed, families: linear.families };
}

const LINEAR: ReadonlySet<Aggregation['method']> = new Set(['arithmetic-mean', 'sum']);

class Linear {
  readonly families: WeightFamily[] = [];
  readonly faults: AnalysisFault[] = [];
  readonly fixed: Float64Array;
  readonly #computed: Computed;
  /** The score at the top, a number a unit. */
  readonly #score: Float64Array;

  constructor(computed: Computed, score: Float64Array) {
    this.#computed = computed;
    this.#score = score;
    this.fixed = new Float64Array(score.length);
  }

  /** @param share what a point at the node adds to the score */
  visit(node: FrameworkNode, place: number, share: number, depth: number): void {
    if ('indicator' in node) {
      this.#add(this.#computed.evaluation.scores[place]!, share);
      return;
    }
    const branch = this.#computed.model.nodes[place] as ModelBranch;
    const columns = this.#columns(branch);
    if (!this.#isLinear(node, columns)) return;
    const weights = Float64Array.from(branch.children, (child) => this.#computed.evaluation.weights[child]!);
    const sum = weights.reduce((before, weight) => before + weight, 0);
    if (depth === 1) {
      const scale = node.aggregate.method === 'sum' ? share * sum : share;
      this.families.push({
        children: branch.children,
        sum,
        columns: columns.map((column) => column.map((score) => score * scale)),
      });
      return;
    }
    for (const [position, child] of node.children.entries()) {
      const part = node.aggregate.method === 'sum' ? weights[position]! : weights[position]! / sum;
      const childPlace = branch.children[position]!;
      this.visit(child, childPlace, share * part, depth - 1);
    }
  }

  #columns({ children, missing }: ModelBranch): Float64Array[] {
    const { scores } = this.#computed.evaluation;
    return Array.from(children, (child) =>
      missing.rule === 'zero' ? withZeros(scores[child]!) : scores[child]!,
    );
  }

  #isLinear({ code, aggregate }: BranchNode, columns: readonly Float64Array[]): boolean {
    const refuse = (message: string) => {
      this.faults.push({ code: 'method-not-linear', where: code, message });
      return false;
    };
    if (!LINEAR.has(aggregate.method)) return refuse(`a ${aggregate.method} is not linear in its weights`);
    const gap = columns.some((column) =>
      column.some((score, unit) => Number.isNaN(score) && !Number.isNaN(this.#score[unit]!)),
    );
    return gap
      ? refuse('some units lack a part here, and with it their score is not linear in the weights')
      : true;
  }

  /** A gap stays out: the units that have it have no score, or are refused where they do. */
  #add(scores: Float64Array, share: number): void {
    for (let unit = 0; unit < scores.length; unit++) this.fixed[unit]! += share * scores[unit]!;
  }
}
