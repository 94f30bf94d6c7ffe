import type { Model, ModelLeaf } from '../engine/model.ts';

/** The id of a leaf's indicator. */
export const indicatorOf = ({ preparation, indicators }: Model, { column }: ModelLeaf): string =>
  preparation?.columns[column]?.indicator ?? indicators[column]!;
