import type { Matrix, Model } from '../model.ts';
import { type Divided, divide } from './denominate-columns.ts';
import type { ScreenResult } from './preparation.ts';
import { countObserved } from './screen-units.ts';

/** What the units have at a node: of so many indicators, each counted once, so many observed and so many zero. */
export type NodeAvailability = ScreenResult & { code: string; indicators: number };

/**
 * How much of the data each unit has at each node, after dividing and before anything is imputed; nodes in the
 * order of publication.
 * Source: COINr 1.1.14, get_data_avail.
 *
 * @param matrix a column for each of `model.indicators`, not prepared
 */
export function availability(model: Model, matrix: Matrix): NodeAvailability[] {
  const { units } = matrix;
  const divided = dividedColumns(model, matrix);
  return Array.from(model.displayOrder, (place) => {
    const columns = columnsBelow(model, place);
    const byIndicator = new Map(columns.map((column) => [indicatorOf(model, column), column]));
    const counts = countObserved([...byIndicator.values()], divided, units);
    return { code: model.nodes[place]!.code, indicators: byIndicator.size, ...counts };
  });
}

/** The columns that the model's leaves refer to. */
function dividedColumns({ preparation, indicators }: Model, matrix: Matrix): Pick<Divided, 'values'>[] {
  if (preparation) return preparation.columns.map((column) => divide(column, matrix));
  const { units, values } = matrix;
  return indicators.map((_, column) => ({ values: values.subarray(column * units, (column + 1) * units) }));
}

const indicatorOf = ({ preparation, indicators }: Model, column: number): string =>
  preparation ? preparation.columns[column]!.indicator : indicators[column]!;

function columnsBelow(model: Model, place: number): number[] {
  const node = model.nodes[place]!;
  if (node.kind === 'leaf') return [node.column];
  return Array.from(node.children).flatMap((child) => columnsBelow(model, child));
}
