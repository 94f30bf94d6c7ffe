import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Unit } from '../../../domain/methodology/definitions.ts';
import { commonValidity, createUnitResolver } from '../../../domain/units/resolve-unit.ts';
import { ranks, spellings } from '../../builders/spellings.ts';
import { provinces63 } from '../../builders/submission-target.ts';

const resolve = createUnitResolver(provinces63);
const idOf = (written: string) => {
  const match = resolve(written);
  return 'unit' in match ? match.unit.id : match.problem;
};

describe('every province answers to every spelling', () => {
  test.each(Object.entries({ ...spellings, ...ranks }))('%s', (_, spell) => {
    for (const { id, name, aliases } of provinces63)
      for (const written of [name.vi, name.en, ...aliases]) expect(idOf(spell(written)), written).toBe(id);
  });

  test('and to several of them at once', () => {
    const spelling = fc.constantFrom(...Object.values(spellings));
    fc.assert(
      fc.property(
        fc.constantFrom(...provinces63),
        fc.constantFrom(...Object.values(ranks)),
        spelling,
        spelling,
        ({ id, name }, rank, first, second) => {
          expect(idOf(second(rank(first(name.vi))))).toBe(id);
        },
      ),
      { seed: 63, numRuns: 3_000 },
    );
  });
});

describe('the spellings that real files have', () => {
  test.each([
    ['Đà Nẵng', 'vn-da-nang'],
    ['Da Nang', 'vn-da-nang'],
    ['ĐÀ NẴNG', 'vn-da-nang'],
    ['TP. Đà Nẵng', 'vn-da-nang'],
    ['Thừa Thiên - Huế', 'vn-hue'],
    ['Thừa Thiên–Huế', 'vn-hue'],
    ['Thua Thien Hue', 'vn-hue'],
    ['Hue City', 'vn-hue'],
    ['Bà Rịa-Vũng Tàu', 'vn-ba-ria-vung-tau'],
    ['TP HCM', 'vn-ho-chi-minh-city'],
    ['Thành phố Hồ Chí Minh', 'vn-ho-chi-minh-city'],
    ['Hoà Bình', 'vn-hoa-binh'],
    ['vn-da-nang', 'vn-da-nang'],
    ['48', 'vn-da-nang'],
    ['VN-DN', 'vn-da-nang'],
    ['vn-dn', 'vn-da-nang'],
  ])('%s', (written, id) => {
    expect(idOf(written)).toBe(id);
  });
});

describe('codes', () => {
  it('takes 1 for 01, as a spreadsheet leaves it', () => {
    expect(idOf('01')).toBe('vn-hanoi');
    expect(idOf('1')).toBe('vn-hanoi');
    expect(idOf('４')).toBe('vn-cao-bang');
  });

  it('does not take 1 for 01 when another unit is 001', () => {
    const units = [unit('a', { codes: [code('01')] }), unit('b', { codes: [code('001')] })];
    expect(createUnitResolver(units)('1')).toMatchObject({ problem: 'ambiguous' });
    expect(createUnitResolver(units)('001')).toMatchObject({ unit: { id: 'b' } });
  });

  // Before July 2025 code 91 was Kiên Giang; since then it is An Giang, which it merged into.
  const units = [
    unit('an-giang', { codes: [code('89', { to: '2025-06-30' }), code('91', { from: '2025-07-01' })] }),
    unit('kien-giang', { codes: [code('91', { to: '2025-06-30' })], to: '2025-06-30' }),
  ];

  it('reads a code as it was in force while the units existed together', () => {
    const on = commonValidity(units);
    expect(on).toEqual({ from: undefined, to: '2025-06-30' });
    expect(createUnitResolver(units, on)('91')).toMatchObject({ unit: { id: 'kien-giang' } });
    expect(createUnitResolver(units, on)('89')).toMatchObject({ unit: { id: 'an-giang' } });
  });

  it('refuses a code that two units had at different times when no time is given', () => {
    expect(createUnitResolver(units)('91')).toMatchObject({
      problem: 'ambiguous',
      candidates: [{ id: 'an-giang' }, { id: 'kien-giang' }],
    });
  });

  it('knows no common time of units that never met', () => {
    expect(commonValidity([unit('a', { to: '2008-07-31' }), unit('b', { from: '2025-07-01' })])).toEqual({});
  });
});

describe('never a guess', () => {
  it('offers the nearest names for an unknown one, best first', () => {
    expect(resolve('Đà Nãngg')).toMatchObject({
      problem: 'unknown',
      nearest: [{ id: 'vn-da-nang' }, { id: 'vn-dak-nong' }],
    });
    expect(resolve('Quang Nin')).toMatchObject({
      problem: 'unknown',
      nearest: [{ id: 'vn-quang-ninh' }, { id: 'vn-quang-binh' }, { id: 'vn-quang-nam' }],
    });
  });

  it.each(['', '   ', 'Bangkok', '?', '99'])('offers nothing for %j', (written) => {
    expect(resolve(written)).toEqual({ problem: 'unknown', nearest: [] });
  });

  it('offers nothing for a cell far longer than a name', () => {
    expect(resolve('Đà Nẵng '.repeat(1_000))).toEqual({ problem: 'unknown', nearest: [] });
  });

  it('does not take a name with something behind it', () => {
    expect(idOf(`Đà Nẵng${' '.repeat(300)}và Quảng Nam`)).toBe('unknown');
  });

  it('does not take a name with a tone mark too many, for another may be meant', () => {
    expect(idOf('Ha Giang')).toBe('vn-ha-giang');
    expect(idOf('Hậ Giang')).toBe('unknown');
    expect(idOf('Tỉnh Hậ Giang')).toBe('unknown');
    expect(idOf('Đà Nẳng')).toBe('unknown');
    expect(idOf('Đa Nẵng')).toBe('vn-da-nang');
  });

  it('returns both of two units that a lenient reading cannot tell apart, and takes the exact one', () => {
    const find = createUnitResolver([
      unit('tinh-bac-ninh', { name: { vi: 'Tỉnh Bắc Ninh', en: 'Bac Ninh Province' } }),
      unit('tp-bac-ninh', { name: { vi: 'Thành phố Bắc Ninh', en: 'Bac Ninh City' } }),
    ]);
    expect(find('Bắc Ninh')).toMatchObject({
      problem: 'ambiguous',
      candidates: [{ id: 'tinh-bac-ninh' }, { id: 'tp-bac-ninh' }],
    });
    expect(find('thanh pho bac ninh')).toMatchObject({ unit: { id: 'tp-bac-ninh' } });
  });

  it('tells names apart by their diacritics when they are written', () => {
    const find = createUnitResolver([
      unit('a', { name: { vi: 'Hồng Hà', en: 'Red River' } }),
      unit('b', { name: { vi: 'Hống Hạ', en: 'Hong Ha ward' } }),
    ]);
    expect(find('HỒNG HÀ')).toMatchObject({ unit: { id: 'a' } });
    expect(find('Hong Ha')).toMatchObject({ problem: 'ambiguous' });
  });
});

function unit(id: string, more: Partial<Unit> = {}): Unit {
  return { id, name: { vi: id, en: id }, aliases: [], codes: [], successors: [], ...more };
}

function code(value: string, validity: { from?: string; to?: string } = {}): Unit['codes'][number] {
  return { scheme: 'gso', value, ...validity };
}
