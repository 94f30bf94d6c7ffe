/**
 * The largest Σ x with x ≥ 0 and Σ a·x ≤ 1 for each constraint a: a linear program in the shape that is solved from
 * x = 0 without a first phase.
 * Source: Dantzig, Linear Programming and Extensions (1963), 5; Bland, New finite pivoting rules for the simplex
 * method, Mathematics of Operations Research 2 (1977), for the choice that cannot go round in circles.
 *
 * @param constraints a row a constraint, numbers not below 0, as many as there are unknowns; each unknown is bounded
 *   by one of them
 */
export function largestPacking(constraints: readonly Float64Array[]): number {
  const unknowns = constraints[0]!.length;
  const rows = constraints.map((constraint) => Float64Array.of(...constraint, 1));
  const gains = Float64Array.of(...new Array<number>(unknowns).fill(1), 0);
  const names = { columns: [...gains.keys()].slice(0, unknowns), rows: rows.map((_, row) => unknowns + row) };
  for (let column = entering(gains, names.columns); column !== -1; column = entering(gains, names.columns)) {
    const row = leaving(rows, column, names.rows);
    if (row === -1) break;
    exchange(rows, gains, row, column);
    [names.columns[column], names.rows[row]] = [names.rows[row]!, names.columns[column]!];
  }
  return -gains[unknowns]!;
}

/** Gains smaller than this are what rounding leaves of 0. */
const NOTHING = 1e-12;

/** The unknown of the least name that still gains; -1 where none does. */
function entering(gains: Float64Array, names: readonly number[]): number {
  let chosen = -1;
  for (let column = 0; column < names.length; column++)
    if (gains[column]! > NOTHING && (chosen === -1 || names[column]! < names[chosen]!)) chosen = column;
  return chosen;
}

/** The constraint that binds first, of equal ones that of the least name; -1 where none does. */
function leaving(rows: readonly Float64Array[], column: number, names: readonly number[]): number {
  const last = rows[0]!.length - 1;
  let chosen = -1;
  let room = Number.POSITIVE_INFINITY;
  for (const [row, cells] of rows.entries()) {
    if (!(cells[column]! > NOTHING)) continue;
    const until = cells[last]! / cells[column]!;
    if (until < room || (until === room && names[row]! < names[chosen]!)) [chosen, room] = [row, until];
  }
  return chosen;
}

/** Solves the row for the column's unknown and puts it into all others. */
function exchange(rows: readonly Float64Array[], gains: Float64Array, row: number, column: number): void {
  const pivotRow = rows[row]!;
  const pivot = pivotRow[column]!;
  for (let cell = 0; cell < pivotRow.length; cell++) if (cell !== column) pivotRow[cell]! /= pivot;
  pivotRow[column] = 1 / pivot;
  for (const cells of [...rows, gains]) {
    if (cells === pivotRow) continue;
    const factor = cells[column]!;
    for (let cell = 0; cell < cells.length; cell++)
      if (cell !== column) cells[cell]! -= factor * pivotRow[cell]!;
    cells[column] = -factor / pivot;
  }
}
