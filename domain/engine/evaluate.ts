import type { Text } from '../methodology/definitions.ts';
import { EngineError } from './engine-error.ts';
import { coverMissing, withZeros } from './missing-children.ts';
import type { Model, ModelBranch, ModelLeaf, ModelNode } from './model.ts';
import type { Scale } from './normalise/normaliser.ts';
import type { Preparation, PreparedMatrix } from './prepare/preparation.ts';
import { STATUS } from './status.ts';
import { isReason, type Weights } from './weights/weigher.ts';

/** What a model says of a matrix. A column a node, in the model's order; the columns are reused by the next evaluation. */
export type Evaluation = {
  units: number;
  /** A score a unit, before rounding; NaN where there is none. */
  scores: readonly Float64Array[];
  /** A status a unit: why there is a score or none. */
  status: readonly Uint8Array[];
  /** How many units have no score, a number a node. */
  missing: Int32Array;
  /** What each leaf's normalisation took from the data; empty for branches. */
  scales: Scale[];
  /** Weight of each node in its parent, as used; those found in the data among them. */
  weights: Float64Array;
  /** By branch: the weights of its children, or why the data give none; absent where the caller gave them. */
  branchWeights: (Weights | Text | undefined)[];
  /** What was done to the matrix; absent where nothing was. */
  preparation?: Preparation | undefined;
};

/** The memory of an evaluation: a column a node, a number a unit. It serves any number of matrices of that size. */
export function createEvaluation(model: Model, units: number): Evaluation {
  return {
    units,
    scores: model.nodes.map(() => new Float64Array(units)),
    status: model.nodes.map(() => new Uint8Array(units)),
    missing: new Int32Array(model.nodes.length),
    scales: model.nodes.map(() => ({})),
    weights: model.weights.slice(),
    branchWeights: model.nodes.map(() => undefined),
  };
}

/**
 * Runs a model on a matrix: normalises each leaf, then aggregates upwards. A replicate passes the evaluation
 * of the one before it, and may pass weights of its own, in the place of all that the framework says of them.
 *
 * @param matrix as `prepare` returns it
 * @throws {EngineError} `matrix-shape`; `matrix-not-prepared`; `value-not-finite` for an infinite value; `score-not-finite` where
 *   arithmetic overflows
 */
export function evaluate(
  model: Model,
  matrix: PreparedMatrix,
  evaluation: Evaluation = createEvaluation(model, matrix.units),
  weights?: Float64Array,
): Evaluation {
  normaliseLeaves(model, matrix, evaluation);
  aggregateBranches(model, evaluation, weights);
  return evaluation;
}

/**
 * The first half of `evaluate`: all that depends on the values.
 *
 * @param evaluation takes the scores, the status and the scale of each leaf
 * @throws {EngineError} `matrix-shape`; `matrix-not-prepared`; `value-not-finite`; `score-not-finite`
 */
export function normaliseLeaves(model: Model, matrix: PreparedMatrix, evaluation: Evaluation): void {
  checkMatrix(model, matrix, evaluation);
  const { units, values, preparation } = matrix;
  evaluation.preparation = preparation;
  for (const [place, node] of model.nodes.entries()) {
    if (node.kind !== 'leaf') continue;
    const column = values.subarray(node.column * units, (node.column + 1) * units);
    const out = evaluation.scores[place]!;
    const scale = node.normaliser.fit(column, matrix.ids);
    node.normaliser.apply(column, scale, out);
    evaluation.scales[place] = scale;
    const absence = preparation?.columns[node.column]?.absence;
    evaluation.missing[place] = settleLeaf(node, column, out, evaluation.status[place]!, absence);
  }
}

function checkMatrix(
  model: Model,
  { units, values, preparation }: PreparedMatrix,
  evaluation: Evaluation,
): void {
  if (model.preparation && !preparation)
    throw new EngineError({
      code: 'matrix-not-prepared',
      message: 'the framework says how its values are prepared, and they have not been',
    });
  const columns = (model.preparation?.columns ?? model.indicators).length;
  if (values.length !== units * columns || evaluation.units !== units)
    throw new EngineError({
      code: 'matrix-shape',
      message: `${values.length} values do not make ${units} units × ${columns} indicators`,
    });
}

/**
 * The second half of `evaluate`: all that depends on the weights.
 *
 * @param evaluation its leaves are normalised; takes the scores and the status of each branch
 * @param weights a weight a node; absent: the framework's, with those found in the data
 * @throws {EngineError} `score-not-finite`
 */
export function aggregateBranches(model: Model, evaluation: Evaluation, weights?: Float64Array): void {
  evaluation.weights.set(weights ?? model.weights);
  for (const [place, node] of model.nodes.entries()) {
    if (node.kind !== 'branch') continue;
    const out = evaluation.scores[place]!;
    const status = evaluation.status[place]!;
    const columns = childColumns(node, evaluation);
    const found = weights ? undefined : findWeights(node, columns, evaluation.weights);
    evaluation.branchWeights[place] = found;
    status.fill(STATUS.scored);
    if (found && isReason(found)) {
      out.fill(Number.NaN);
      status.fill(STATUS.noWeights);
    } else {
      const ownWeights = childWeights(node, evaluation);
      node.aggregator.combine(comparable(model, place, node, evaluation, columns), ownWeights, out);
    }
    coverMissing(model, place, node, evaluation);
    evaluation.missing[place] = settleBranch(node, out, status);
  }
}

/** Takes down the weights that a branch's children have. */
function findWeights(
  { weigher, children }: ModelBranch,
  columns: readonly Float64Array[],
  weights: Float64Array,
): Weights | Text {
  if (weigher.kind === 'known') return weigher;
  const found = weigher.fit(columns);
  for (const [position, child] of children.entries())
    weights[child] = isReason(found) ? 0 : found.weights[position]!;
  return found;
}

/** Where units are compared with each other, those that get no score stay out of the comparison. */
function comparable(
  model: Model,
  place: number,
  node: ModelBranch,
  evaluation: Evaluation,
  columns: readonly Float64Array[],
): readonly Float64Array[] {
  if (!node.aggregator.comparesUnits) return columns;
  coverMissing(model, place, node, evaluation);
  const status = evaluation.status[place]!;
  return columns.map((column) =>
    column.map((score, unit) => (status[unit] === STATUS.scored ? score : Number.NaN)),
  );
}

/** Loops and not `from`, whose iterators take longer than the sums of a small cohort: replicates run them a million times. */
function childColumns({ children, missing }: ModelBranch, evaluation: Evaluation): Float64Array[] {
  const columns: Float64Array[] = [];
  for (let position = 0; position < children.length; position++) {
    const child = children[position]!;
    const column = evaluation.scores[child]!;
    columns.push(missing.rule === 'zero' && evaluation.missing[child] ? withZeros(column) : column);
  }
  return columns;
}

function childWeights({ children }: ModelBranch, { weights }: Evaluation): Float64Array {
  const own = new Float64Array(children.length);
  for (let position = 0; position < children.length; position++)
    own[position] = weights[children[position]!]!;
  return own;
}

/**
 * Gives every unit its status and turns -0 into 0.
 *
 * @param absence why the preparation left a unit without a value, a status a unit
 * @returns how many units have no score
 */
function settleLeaf(
  node: ModelLeaf,
  values: Float64Array,
  scores: Float64Array,
  status: Uint8Array,
  absence: Uint8Array | undefined,
): number {
  status.fill(STATUS.scored);
  if (allFinite(values, scores)) return 0;
  let missing = 0;
  for (let unit = 0, length = scores.length; unit < length; unit++) {
    const value = values[unit]!;
    const score = scores[unit]!;
    if (0 * score + 0 * value === 0) continue;
    missing++;
    // What a gap mostly is, and nothing more to look at.
    if (Number.isNaN(value) && Number.isNaN(score)) {
      status[unit] = absence?.[unit] || STATUS.noValue;
      continue;
    }
    refuseInfinite(node, value, 'value-not-finite');
    refuseInfinite(node, score, 'score-not-finite');
    status[unit] = Number.isNaN(value) ? absence?.[unit] || STATUS.noValue : STATUS.undefined;
    scores[unit] = Number.NaN;
  }
  return missing;
}

function settleBranch(node: ModelBranch, scores: Float64Array, status: Uint8Array): number {
  if (allFinite(scores, scores)) return 0;
  let missing = 0;
  for (let unit = 0, length = scores.length; unit < length; unit++) {
    const score = scores[unit]!;
    if (Number.isFinite(score)) continue;
    refuseInfinite(node, score, 'score-not-finite');
    if (status[unit] === STATUS.scored) status[unit] = STATUS.undefined;
    missing++;
  }
  return missing;
}

/**
 * Turns -0 of the scores into 0.
 *
 * @returns whether all numbers are finite: 0 times any of those is 0, and NaN for others
 */
function allFinite(values: Float64Array, scores: Float64Array): boolean {
  let zero = 0;
  for (let unit = 0, length = scores.length; unit < length; unit++) {
    const score = scores[unit]! + 0;
    scores[unit] = score;
    zero += 0 * score + 0 * values[unit]!;
  }
  return zero === 0;
}

function refuseInfinite(
  node: ModelNode,
  number: number,
  code: 'value-not-finite' | 'score-not-finite',
): void {
  if (Number.isFinite(number) || Number.isNaN(number)) return;
  const what = code === 'value-not-finite' ? 'a value' : 'a score';
  throw new EngineError({
    code,
    node: node.code,
    message: `${what} is too large for arithmetic (${number})`,
  });
}
