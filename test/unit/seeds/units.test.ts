import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../domain/methodology/definitions.ts';
import { commonValidity, createUnitResolver } from '../../../domain/units/resolve-unit.ts';
import { edition } from './seeds.ts';

const units63 = edition('dti-province/2024').cohorts[0]!.units;
const units34 = edition('dti-province/2024').cohorts[1]!.units;
const units64 = edition('pci-province/2006').cohorts[0]!.units;
const states192 = edition('egdi/2010').cohorts[0]!.units;
const states193 = edition('egdi/2012').cohorts[0]!.units;

const named = (units: readonly Unit[], written: string): string | undefined => {
  const match = createUnitResolver(units, commonValidity(units))(written);
  return 'unit' in match ? match.unit.id : undefined;
};

describe('unit sets', () => {
  it('63 provinces until June 2025, 34 after, 64 with Hà Tây before August 2008', () => {
    expect([units63.length, units34.length, units64.length]).toEqual([63, 34, 64]);
    const ids63 = new Set(units63.map(({ id }) => id));
    expect(units64.map(({ id }) => id).filter((id) => !ids63.has(id))).toEqual(['ha-tay']);
  });

  it('11 units are the same in both sets; each of the others ends and names a successor among the 34', () => {
    const ids34 = new Set(units34.map(({ id }) => id));
    const lasting = units63.filter(({ id }) => ids34.has(id));
    expect(lasting).toHaveLength(11);
    expect(lasting.every(({ to, successors }) => to === undefined && successors.length === 0)).toBe(true);
    const ending = units63.filter(({ id }) => !ids34.has(id));
    expect(ending).toHaveLength(52);
    expect(ending.every(({ to }) => to === '2025-06-30')).toBe(true);
    expect(new Set(ending.flatMap(({ successors }) => successors)).size).toBe(23);
    expect(ending.flatMap(({ successors }) => successors).every((id) => ids34.has(id))).toBe(true);
  });

  it('192 states until South Sudan became the 193rd in July 2011; ISO 3166-1 codes name them', () => {
    expect([states192.length, states193.length]).toEqual([192, 193]);
    expect(named(states192, 'SSD')).toBeUndefined();
    expect(['SSD', 'Việt Nam', 'Viet Nam', 'Turkey'].map((written) => named(states193, written))).toEqual([
      'ssd',
      'vnm',
      'vnm',
      'tur',
    ]);
  });

  it.each([
    ['15', 'yen-bai', 'lao-cai-2025'],
    ['24', 'bac-giang', 'bac-ninh-2025'],
    ['44', 'quang-binh', 'quang-tri-2025'],
    ['52', 'binh-dinh', 'gia-lai-2025'],
    ['80', 'long-an', 'tay-ninh-2025'],
    ['82', 'tien-giang', 'dong-thap-2025'],
    ['91', 'kien-giang', 'an-giang-2025'],
  ])('code %s is %s among the 63 and %s among the 34', (code, before, after) => {
    expect(named(units63, code)).toBe(before);
    expect(named(units34, code)).toBe(after);
  });

  it.each([
    ['Thừa Thiên - Huế', 'hue'],
    ['Thua Thien Hue', 'hue'],
    ['Hue City', 'hue'],
    ['TP. HCM', 'ho-chi-minh'],
    ['Ho Chi Minh City', 'ho-chi-minh'],
    ['Sài Gòn', 'ho-chi-minh'],
    ['BR-VT', 'ba-ria-vung-tau'],
    ['Ba Ria Vung Tau', 'ba-ria-vung-tau'],
    ['Daklak', 'dak-lak'],
    ['Đắc Lắc', 'dak-lak'],
    ['ĐẮC NÔNG', 'dak-nong'],
    ['Tỉnh Bắc Cạn', 'bac-kan'],
    ['Hoà Bình', 'hoa-binh'],
    ['VN-DN', 'da-nang'],
    ['TP. Đà Nẵng', 'da-nang'],
  ])('%s is %s', (written, id) => {
    expect(named(units63, written)).toBe(id);
  });

  it('every name, alias and code finds its own unit alone', () => {
    for (const units of [units63, units34, units64, states192, states193]) {
      const resolve = createUnitResolver(units, commonValidity(units));
      for (const { id, name, aliases, codes } of units)
        for (const written of [id, name.vi, name.en, ...aliases, ...codes.map(({ value }) => value)])
          expect([written, resolve(written)]).toMatchObject([written, { unit: { id } }]);
    }
  });
});
