import type {
  BranchNode,
  Framework,
  FrameworkNode,
  Indicator,
  LeafNode,
} from '../../methodology/definitions.ts';
import type { Fault } from '../engine-error.ts';
import { denominatorOf, derivedUnit, rangeOfQuotient, unitConflict } from './denominate.ts';
import type { Imputer } from './impute/imputer.ts';
import { bindImputer, type Imputation } from './impute/methods.ts';
import type { Screening } from './screen.ts';
import { bindReshaper, type Treatment } from './treat/methods.ts';
import type { BoundTreatment } from './treat/treat.ts';

/** One column of the prepared matrix: an indicator as one leaf uses it, or several in the same way. */
export type ColumnPlan = {
  indicator: string;
  /** The column of the given matrix. */
  source: number;
  /** Codes of the leaves. */
  nodes: string[];
  lowerIsBetter: boolean;
  /** Unit of measure and bounds once divided. */
  unit: string;
  range: Indicator['range'];
  denominator?: { indicator: string; source: number; per: number };
  imputation?: {
    method: Imputation['method'];
    imputer: Imputer;
    /** A field of the unit, or a column of the given matrix. */
    groups?: 'region' | 'type' | number;
    /** Prepared columns of the other leaves of the same parent. */
    siblings: readonly number[];
  };
  treatment?: BoundTreatment;
  /** Places in `screens`; the outermost first. */
  screens: readonly number[];
};

export type ScreenPlan = {
  /** The node whose indicators count. */
  node: string;
  rule: Screening;
  /** Codes of the nodes where a unit that is screened out has no score. */
  covers: ReadonlySet<string>;
  /** Prepared columns, one an indicator. */
  columns: readonly number[];
};

/** All that is done to a matrix before it is normalised. */
export type PreparationPlan = { columns: readonly ColumnPlan[]; screens: readonly ScreenPlan[] };

export type Planned = {
  /** `null` where the framework declares nothing. */
  plan: PreparationPlan | null;
  /** What the columns of a given matrix are: indicators of leaves, then those that they are divided or grouped by. */
  indicators: string[];
  /** The prepared column of each leaf whose indicator is known; the given matrix's where there is no plan. */
  columnOf: ReadonlyMap<LeafNode, number>;
  faults: Fault[];
};

/**
 * Reads from a framework how each of its leaves is prepared.
 *
 * @param indicators by id
 * @returns a plan, or none where nothing is prepared; the faults that would keep it from being carried out
 */
export function planPreparation(framework: Framework, indicators: ReadonlyMap<string, Indicator>): Planned {
  return new Planner(framework, indicators).plan();
}

const isLeaf = (node: FrameworkNode): node is LeafNode => 'indicator' in node;

const leavesOf = (node: FrameworkNode): LeafNode[] =>
  isLeaf(node) ? [node] : node.children.flatMap(leavesOf);

const codesOf = (node: FrameworkNode): string[] =>
  isLeaf(node) ? [node.code] : [node.code, ...node.children.flatMap(codesOf)];

class Planner {
  readonly #framework: Framework;
  readonly #known: ReadonlyMap<string, Indicator>;
  readonly #inputs = new Map<string, number>();
  readonly #columns: ColumnPlan[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #columnOf = new Map<LeafNode, number>();
  readonly #screens: { node: FrameworkNode; rule: Screening; covers: string[] }[] = [];
  readonly #faults: Fault[] = [];

  constructor(framework: Framework, known: ReadonlyMap<string, Indicator>) {
    this.#framework = framework;
    this.#known = known;
  }

  plan(): Planned {
    const { root, reported, prepare } = this.#framework;
    const roots = [root, ...reported];
    for (const leaf of roots.flatMap(leavesOf))
      if (this.#known.has(leaf.indicator)) this.#input(leaf.indicator);
    const everywhere = prepare?.screen ? [this.#screen(root, prepare.screen, roots.flatMap(codesOf))] : [];
    for (const node of roots) this.#visit(node, undefined, everywhere);
    for (const [leaf, column] of this.#columnOf) this.#columns[column]!.nodes.push(leaf.code);
    const plan = { columns: this.#columns, screens: this.#screens.map((screen) => this.#bindScreen(screen)) };
    return {
      plan: plan.screens.length > 0 || plan.columns.some(actsOn) ? plan : null,
      indicators: [...this.#inputs.keys()],
      columnOf: this.#columnOf,
      faults: this.#faults,
    };
  }

  #visit(node: FrameworkNode, parent: BranchNode | undefined, screens: readonly number[]): void {
    if (isLeaf(node)) {
      this.#leaf(node, parent, screens);
      return;
    }
    const below = node.screen ? [...screens, this.#screen(node, node.screen, codesOf(node))] : screens;
    for (const child of node.children) this.#visit(child, node, below);
    this.#findSiblings(node);
  }

  #leaf(node: LeafNode, parent: BranchNode | undefined, screens: readonly number[]): void {
    const indicator = this.#known.get(node.indicator);
    if (!indicator) return;
    const { impute = { method: 'none' as const }, treat } = {
      ...this.#framework.prepare,
      ...withoutAbsent(node),
    };
    const home = impute.method === 'sibling-mean' ? parent?.code : undefined;
    const key = JSON.stringify([node.indicator, node.denominateBy, impute, treat, screens, home]);
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      this.#columnOf.set(node, known);
      return;
    }
    const column = this.#columns.push({
      indicator: indicator.id,
      source: this.#input(indicator.id),
      nodes: [],
      lowerIsBetter: indicator.direction === 'lower-is-better',
      range: node.denominateBy === undefined ? indicator.range : rangeOfQuotient(indicator),
      ...this.#denominator(node, indicator),
      ...this.#imputation(node, impute),
      ...this.#treatment(node, treat),
      screens,
    });
    this.#byKey.set(key, column - 1);
    this.#columnOf.set(node, column - 1);
  }

  #denominator(node: LeafNode, numerator: Indicator): Pick<ColumnPlan, 'unit' | 'denominator'> {
    if (node.denominateBy === undefined) return { unit: numerator.unit };
    const { indicator: id, per } = denominatorOf(node.denominateBy);
    const denominator = this.#resolve(node, id);
    if (!denominator) return { unit: numerator.unit };
    const conflict = unitConflict(numerator, denominator);
    if (conflict) this.#faults.push({ code: 'denominator-invalid', node: node.code, message: conflict });
    return {
      unit: derivedUnit(numerator, denominator, per),
      denominator: { indicator: id, source: this.#input(id), per },
    };
  }

  #imputation(node: LeafNode, spec: Imputation): Pick<ColumnPlan, 'imputation'> {
    if (spec.method === 'none') return {};
    const imputer = bindImputer(spec);
    if (!imputer) return this.#unknownMethod(node, 'imputation', spec.method);
    const by = imputer.needs.groups;
    const imputation = { method: spec.method, imputer, siblings: [] };
    if (by === undefined) return { imputation };
    if (typeof by === 'string') return { imputation: { ...imputation, groups: by } };
    if (!this.#resolve(node, by.indicator)) return {};
    return { imputation: { ...imputation, groups: this.#input(by.indicator) } };
  }

  #treatment(node: LeafNode, spec: Treatment | undefined): Pick<ColumnPlan, 'treatment'> {
    if (!spec || spec.methods.length === 0) return {};
    const methods = spec.methods.flatMap((method) => {
      const reshaper = bindReshaper(method);
      if (!reshaper) this.#unknownMethod(node, 'treatment', method.method);
      return reshaper ? [{ name: method.method, reshaper }] : [];
    });
    const { when, skewness, kurtosis } = spec;
    return { treatment: { when, outliers: { skewness, kurtosis }, methods } };
  }

  #findSiblings(parent: BranchNode): void {
    const columns = parent.children.flatMap((child) =>
      isLeaf(child) ? (this.#columnOf.get(child) ?? []) : [],
    );
    for (const column of columns) {
      const plan = this.#columns[column]!;
      if (!plan.imputation?.imputer.needs.siblings) continue;
      plan.imputation.siblings = [...new Set(columns)].filter((other) => other !== column);
    }
  }

  #screen(node: FrameworkNode, rule: Screening, covers: string[]): number {
    return this.#screens.push({ node, rule, covers }) - 1;
  }

  /** Once all leaves have their columns. An indicator used twice counts once. */
  #bindScreen({
    node,
    rule,
    covers,
  }: {
    node: FrameworkNode;
    rule: Screening;
    covers: string[];
  }): ScreenPlan {
    const byIndicator = new Map<string, number>();
    for (const leaf of leavesOf(node)) {
      const column = this.#columnOf.get(leaf);
      if (column !== undefined && !byIndicator.has(leaf.indicator)) byIndicator.set(leaf.indicator, column);
    }
    return { node: node.code, rule, covers: new Set(covers), columns: [...byIndicator.values()] };
  }

  #input(indicator: string): number {
    const known = this.#inputs.get(indicator);
    if (known !== undefined) return known;
    this.#inputs.set(indicator, this.#inputs.size);
    return this.#inputs.size - 1;
  }

  #resolve(node: LeafNode, id: string): Indicator | undefined {
    const indicator = this.#known.get(id);
    if (!indicator)
      this.#faults.push({
        code: 'indicator-unknown',
        node: node.code,
        message: `the indicator ${id} is not defined`,
      });
    return indicator;
  }

  #unknownMethod(node: LeafNode, step: 'imputation' | 'treatment', method: string): Record<never, never> {
    this.#faults.push({
      code: 'method-unknown',
      node: node.code,
      message: `no ${step} is called "${method}"`,
    });
    return {};
  }
}

const actsOn = ({ denominator, imputation, treatment }: ColumnPlan): boolean =>
  denominator !== undefined || imputation !== undefined || treatment !== undefined;

/** A leaf's own steps; what it does not say is its framework's. */
const withoutAbsent = ({ impute, treat }: LeafNode) => ({
  ...(impute && { impute }),
  ...(treat && { treat }),
});
