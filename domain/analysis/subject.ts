import { compileFramework } from '../engine/compile-framework.ts';
import { type Evaluation, evaluate } from '../engine/evaluate.ts';
import type { Matrix, Model } from '../engine/model.ts';
import type { PreparationContext } from '../engine/prepare/context.ts';
import type { PreparedMatrix } from '../engine/prepare/preparation.ts';
import { prepare } from '../engine/prepare/prepare.ts';
import type { Framework, Indicator } from '../methodology/definitions.ts';

/** What is analysed: a method with the observed values of a cohort. */
export type Subject = {
  framework: Framework;
  indicators: readonly Indicator[];
  /** Ids of the matrix's columns, in order; may be more or fewer than the framework's. */
  columns: readonly string[];
  matrix: Matrix;
  context?: PreparationContext;
  /** Code of the node whose ranks are asked about; the total where none is named. */
  node?: string;
};

/** A subject computed: the scores are those of the model's weights until another evaluation reuses them. */
export type Computed = { model: Model; matrix: PreparedMatrix; evaluation: Evaluation };

/**
 * Compiles, prepares and evaluates a subject: scores before rounding, a column a node, a row a unit.
 *
 * @throws {EngineError} where the framework cannot be computed
 */
export function compute(subject: Subject): Computed {
  const model = compileFramework(subject.framework, subject.indicators);
  const matrix = preparedFor(model, subject);
  return { model, matrix, evaluation: evaluate(model, matrix) };
}

/**
 * The subject's values as a model wants them: its indicators in its order, prepared. One that the subject lacks is
 * missing everywhere.
 *
 * @throws {EngineError} as `prepare`
 */
export function preparedFor(model: Model, { columns, matrix, context = {} }: Subject): PreparedMatrix {
  const select = (values: Float64Array) => selectColumns(values, matrix.units, columns, model.indicators);
  const otherPeriods = context.otherPeriods?.map(({ period, values }) => ({
    period,
    values: select(values),
  }));
  return prepare(
    model,
    { ...matrix, values: select(matrix.values) },
    { ...context, ...(otherPeriods && { otherPeriods }) },
  );
}

function selectColumns(
  values: Float64Array,
  units: number,
  from: readonly string[],
  to: readonly string[],
): Float64Array {
  const places = new Map(from.map((id, column) => [id, column]));
  const selected = new Float64Array(units * to.length).fill(Number.NaN);
  for (const [position, id] of to.entries()) {
    const column = places.get(id);
    if (column !== undefined)
      selected.set(values.subarray(column * units, (column + 1) * units), position * units);
  }
  return selected;
}
