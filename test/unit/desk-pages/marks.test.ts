import { describe, expect, it } from 'vitest';
import { columnOf, type Finding, marksOf } from '../../../web/desk/marks.ts';

describe('marks', () => {
  const finding = (severity: Finding['severity'], row?: number, cell?: string) =>
    ({ severity, ...(row && { row }), ...(cell && { cell }) }) as Finding;

  it('stand at cells and rows; an error outdoes a warning', () => {
    const marks = marksOf([
      finding('error', 2, 'B2'),
      finding('warning', 2, 'B2'),
      finding('warning', 3),
      finding('error'),
    ]);
    expect(marks).toEqual(
      new Map([
        [2, { cells: new Map([[1, 'error']]) }],
        [3, { whole: 'warning', cells: new Map() }],
      ]),
    );
  });

  it('know columns by their letters', () => {
    expect(['A1', 'C12', 'Z3', 'AA4', 'AB10'].map(columnOf)).toEqual([0, 2, 25, 26, 27]);
  });
});
