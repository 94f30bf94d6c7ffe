import type { Model, ModelLeaf } from '../engine/model.ts';

/** The column of the observed values that a leaf's prepared column comes from. */
export const observedColumn = ({ preparation }: Model, { column }: ModelLeaf): number =>
  preparation?.columns[column]?.source ?? column;

/** The id of a leaf's indicator. */
export const indicatorOf = (model: Model, leaf: ModelLeaf): string =>
  model.indicators[observedColumn(model, leaf)]!;
