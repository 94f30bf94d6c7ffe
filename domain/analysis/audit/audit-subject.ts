import { EngineError } from '../../engine/engine-error.ts';
import type { Model, ModelLeaf } from '../../engine/model.ts';
import type { Text } from '../../methodology/definitions.ts';
import { AnalysisError } from '../analysis-error.ts';
import { indicatorOf } from '../indicator-of.ts';
import { totalPlace } from '../ranks-at.ts';
import { type Correlation, correlation, correlationMatrix } from '../statistics/correlation.ts';
import { cronbachAlpha } from '../statistics/cronbach.ts';
import { effectiveWeights } from '../statistics/effective-weights.ts';
import { type IndicatorStatistics, indicatorStatistics } from '../statistics/indicator-statistics.ts';
import { type LeftOut, leaveOneOut } from '../statistics/leave-one-out.ts';
import { type NodeCorrelation, siblingFlags } from '../statistics/node-correlations.ts';
import { type PrincipalComponent, principalComponents } from '../statistics/principal-components.ts';
import { type Computed, compute, type Subject } from '../subject.ts';

/** What a statistical audit looks at, whatever can be computed from the values at hand. Nodes are named by code. */
export type Audit = {
  computed: Computed;
  /** Ranked units, and all. */
  ranked: number;
  units: number;
  leaves: AuditedLeaf[];
  /** The parts of the total, and every node below it. */
  parts: string[];
  nodes: AuditedNode[];
  branches: AuditedBranch[];
  /** Pearson between the total and its parts, in this order; at `a * size + b`. */
  matrix: { nodes: string[]; correlations: Correlation[] };
  /** Siblings that say the same twice (from 0.92 on) or pull against each other (from −0.4 down), beyond chance. */
  flagged: (NodeCorrelation & { parent: string })[];
};

export type AuditedLeaf = {
  node: string;
  indicator: string;
  /** A value a unit before any preparation, and as it is normalised; NaN where missing. */
  observed: Float64Array;
  prepared: Float64Array;
  /** Of the prepared values; `availability` of the observed ones. */
  statistics: IndicatorStatistics;
};

export type AuditedNode = {
  node: string;
  parent: string;
  /** Share of the total by the weights, 0 … 1. */
  weight: number;
  withParent: Correlation;
  withTotal: Correlation;
  /** The ranking without the node, or why there is none; for parts of the total. */
  leftOut?: LeftOut | { reason: string };
};

export type AuditedBranch = {
  node: string;
  children: string[];
  /** `null` where it is not defined. */
  alpha: number | null;
  components: PrincipalComponent[] | Text;
};

/** At and above `high` two siblings are redundant, at and below `low` they trade off. */
const FLAGS = { kind: 'pearson', high: 0.92, low: -0.4, significance: 0.05 } as const;

/**
 * The statistics of an audit in the manner of the European Commission's Joint Research Centre.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), sections 4 to 7; the thresholds 0.92 and −0.4
 * are those of the JRC's COIN Tool.
 *
 * @throws {EngineError} where the framework cannot be computed
 * @throws {AnalysisError} `values-too-large`
 */
export function auditSubject(subject: Subject): Audit {
  const computed = compute(subject);
  const { model, evaluation } = computed;
  const total = totalPlace(model);
  const below = nodesBelow(model, total);
  const partsOfTotal = below.filter((place) => model.parents[place] === total);
  const codeOf = (place: number) => model.nodes[place]!.code;
  const scoresOf = (places: readonly number[]) => places.map((place) => evaluation.scores[place]!);
  return {
    computed,
    ranked: subject.matrix.units - evaluation.missing[total]!,
    units: subject.matrix.units,
    leaves: [total, ...below].flatMap((place) => auditLeaf(subject, computed, place)),
    parts: partsOfTotal.map(codeOf),
    nodes: auditNodes(subject, computed, below),
    branches: [total, ...below].flatMap((place) => auditBranch(computed, place)),
    matrix: {
      nodes: [total, ...partsOfTotal].map(codeOf),
      correlations: correlationMatrix(scoresOf([total, ...partsOfTotal]), 'pearson'),
    },
    flagged: siblingFlags(model, evaluation, FLAGS).filter(({ parent }) =>
      [total, ...below].some((place) => codeOf(place) === parent),
    ),
  };
}

/** In the order of publication. */
function nodesBelow(model: Model, total: number): number[] {
  const inside = new Set([total]);
  return Array.from(model.displayOrder).filter((place) => {
    if (!inside.has(model.parents[place]!)) return false;
    inside.add(place);
    return true;
  });
}

function auditLeaf(subject: Subject, { model, matrix }: Computed, place: number): AuditedLeaf[] {
  const leaf = model.nodes[place]!;
  if (leaf.kind !== 'leaf') return [];
  const indicator = indicatorOf(model, leaf);
  const column = subject.columns.indexOf(indicator);
  const { units } = subject.matrix;
  const observed = subject.matrix.values.slice(column * units, (column + 1) * units);
  const prepared = columnOf(leaf, matrix.values, units);
  const { availability } = indicatorStatistics(observed);
  const statistics = { ...indicatorStatistics(prepared), availability };
  return [{ node: leaf.code, indicator, observed, prepared, statistics }];
}

const columnOf = ({ column }: ModelLeaf, values: Float64Array, units: number): Float64Array =>
  values.slice(column * units, (column + 1) * units);

function auditNodes(
  subject: Subject,
  { model, evaluation }: Computed,
  below: readonly number[],
): AuditedNode[] {
  const total = totalPlace(model);
  const scores = (place: number) => evaluation.scores[place]!.slice();
  const shares = effectiveWeights(model, evaluation.weights);
  return below.map((place) => {
    const parent = model.parents[place]!;
    const node = model.nodes[place]!.code;
    return {
      node,
      parent: model.nodes[parent]!.code,
      weight: shares[place]!,
      withParent: correlation(scores(place), scores(parent), 'pearson'),
      withTotal: correlation(scores(place), scores(total), 'pearson'),
      ...(parent === total && { leftOut: without(subject, node) }),
    };
  });
}

function without(subject: Subject, node: string): LeftOut | { reason: string } {
  try {
    return leaveOneOut(subject, [node])[0]!;
  } catch (error) {
    if (error instanceof AnalysisError || error instanceof EngineError) return { reason: error.message };
    throw error;
  }
}

function auditBranch({ model, evaluation }: Computed, place: number): AuditedBranch[] {
  const branch = model.nodes[place]!;
  if (branch.kind === 'leaf') return [];
  const columns = Array.from(branch.children, (child) => evaluation.scores[child]!);
  return [
    {
      node: branch.code,
      children: Array.from(branch.children, (child) => model.nodes[child]!.code),
      alpha: cronbachAlpha(columns),
      components: principalComponents(columns),
    },
  ];
}
