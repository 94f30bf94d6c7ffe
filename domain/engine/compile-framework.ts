import type {
  BranchNode,
  Framework,
  FrameworkNode,
  Indicator,
  LeafNode,
} from '../methodology/definitions.ts';
import { domainFaults } from './aggregate/domain-faults.ts';
import { bindAggregator } from './aggregate/methods.ts';
import { EngineError, type Fault, isFault } from './engine-error.ts';
import { requiredChildren } from './missing-children.ts';
import type { Model, ModelBranch, ModelLeaf, ModelNode } from './model.ts';
import { bindNormaliser } from './normalise/methods.ts';
import { type Planned, planPreparation } from './prepare/plan.ts';
import { preparedIndicator } from './prepare/prepared-indicator.ts';
import { bindWeigher } from './weights/methods.ts';

/**
 * Makes a framework ready to run.
 *
 * @throws {EngineError} with everything that keeps the framework from being computed, found without data
 */
export function compileFramework(framework: Framework, indicators: readonly Indicator[]): Model {
  const compiler = new Compiler(framework, indicators);
  for (const root of [framework.root, ...framework.reported]) compiler.add(root);
  return compiler.finish();
}

/** As `isLeaf` beside the schemas; the engine runs where those are not loaded. */
const isLeaf = (node: FrameworkNode): node is LeafNode => 'indicator' in node;

class Compiler {
  readonly #framework: Framework;
  readonly #indicators: Map<string, Indicator>;
  readonly #nodes: ModelNode[] = [];
  readonly #parents: number[] = [];
  readonly #weights: number[] = [];
  readonly #displayOrder: number[] = [];
  readonly #planned: Planned;
  readonly #codes = new Set<string>();
  readonly #faults: Fault[] = [];

  constructor(framework: Framework, indicators: readonly Indicator[]) {
    this.#framework = framework;
    this.#indicators = new Map(indicators.map((indicator) => [indicator.id, indicator]));
    this.#planned = planPreparation(framework, this.#indicators);
  }

  /** @returns the node's place; -1 where a fault keeps it from having one */
  add(node: FrameworkNode): number {
    if (this.#codes.has(node.code)) this.#fault('node-duplicate', node, 'two nodes have this code');
    this.#codes.add(node.code);
    const display = this.#displayOrder.push(-1) - 1;
    const compiled = isLeaf(node) ? this.#leaf(node) : this.#branch(node);
    if (!compiled) return -1;
    const place = this.#nodes.push(compiled) - 1;
    this.#parents[place] = -1;
    this.#weights[place] = 1;
    this.#displayOrder[display] = place;
    if (compiled.kind === 'branch') this.#adopt(compiled, place);
    return place;
  }

  finish(): Model {
    const [first, ...others] = [...this.#faults, ...this.#planned.faults];
    if (first) throw new EngineError(first, ...others);
    return {
      nodes: this.#nodes,
      parents: Int32Array.from(this.#parents),
      weights: Float64Array.from(this.#weights),
      displayOrder: Int32Array.from(this.#displayOrder),
      indicators: this.#planned.indicators,
      preparation: this.#planned.plan,
      ranking: this.#framework.ranking,
    };
  }

  #leaf(node: LeafNode): ModelLeaf | undefined {
    const indicator = this.#indicators.get(node.indicator);
    if (!indicator)
      return this.#fault('indicator-unknown', node, `the indicator ${node.indicator} is not defined`);
    const column = this.#planned.columnOf.get(node)!;
    const prepared = preparedIndicator(indicator, this.#planned.plan?.columns[column]);
    const normaliser = bindNormaliser({ spec: node.normalise, node, indicator: prepared });
    if (isFault(normaliser)) return this.#refuse(normaliser);
    return { ...this.#fields(node), kind: 'leaf', column, normaliser };
  }

  #branch(node: BranchNode): ModelBranch | undefined {
    const children = Int32Array.from(node.children, (child) => this.add(child));
    const aggregator = bindAggregator(node.aggregate, node);
    if (isFault(aggregator)) return this.#refuse(aggregator);
    const weigher = bindWeigher(node, aggregator);
    if (isFault(weigher)) return this.#refuse(weigher);
    const bound = Array.from(children, (child) => this.#nodes[child]).filter((child) => child !== undefined);
    this.#faults.push(...domainFaults(aggregator, node.aggregate.method, bound));
    const required = requiredChildren(node.missing, children.length);
    const { missing } = node;
    return { ...this.#fields(node), kind: 'branch', children, aggregator, weigher, missing, required };
  }

  /** Tells the children who their parent is and what they weigh in it. */
  #adopt({ children, weigher }: ModelBranch, place: number): void {
    for (const [position, child] of children.entries()) {
      if (child < 0) continue;
      this.#parents[child] = place;
      if (weigher.kind === 'known') this.#weights[child] = weigher.weights[position]!;
    }
  }

  #fields({ code, name, decimals }: FrameworkNode) {
    return { code, name, decimals: decimals ?? this.#framework.decimals };
  }

  #fault(code: Fault['code'], node: FrameworkNode, message: string): undefined {
    return this.#refuse({ code, node: node.code, message });
  }

  #refuse(fault: Fault): undefined {
    this.#faults.push(fault);
  }
}
