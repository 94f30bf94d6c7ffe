import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../../use-cases/safe-file-name.ts';

const characters = fc.constantFrom(...'/\\.-_ aZ9đẾ数😀', '\u0000', '\u0301', '\u202e', '\ud800');

describe('safeFileName', () => {
  it.each([
    ['dti-2022.csv', 'dti-2022.csv'],
    ['Chuyển đổi số (2).csv', 'Chuyen-doi-so-2.csv'],
    ['Đà Nẵng — quý IV.CSV', 'Da-Nang-quy-IV.CSV'],
    ['.env', 'file.env'],
    ['数据', 'file'],
    ['数据.csv', 'file.csv'],
    [`${'a'.repeat(200)}.csv`, `${'a'.repeat(116)}.csv`],
  ])('%s → %s', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('never leaves its folder, whatever it is given', () => {
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 300 }), (name) => {
        expect(safeFileName(name.join(''))).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,119}$/);
      }),
    );
  });
});
