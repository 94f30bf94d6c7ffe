import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseNumber } from '../../../domain/submission/parse-number.ts';

const en = (text: string, unit?: string) => parseNumber(text, { numbers: 'en', unit });
const vi = (text: string, unit?: string) => parseNumber(text, { numbers: 'vi', unit });

describe('the declared locale decides', () => {
  test.each([
    ['0.9238', 0.9238],
    ['1,234.5', 1234.5],
    ['1,234', 1234],
    ['1 234.5', 1234.5],
    ['1\u00a0234\u00a0567', 1_234_567],
    ['1\u2009234.5', 1234.5],
    ['1\u202f234.5', 1234.5],
    ['.5', 0.5],
    ['+7', 7],
    ['-3.5', -3.5],
    ['−3.5', -3.5],
    ['－３．５', -3.5],
    ['１２３', 123],
    ['1.5E-05', 0.000015],
    ['007', 7],
    [' 42 ', 42],
    ['\u200e42\u200f', 42],
    ['0.12345678901234567890', 0.12345678901234568],
  ])('en %j is %d', (text, value) => {
    expect(en(text)).toEqual({ value });
  });

  test.each([
    ['0,9238', 0.9238],
    ['1.234,5', 1234.5],
    ['1.234', 1234],
    ['1.234.567', 1_234_567],
    ['1 234,5', 1234.5],
    ['1,5E-05', 0.000015],
  ])('vi %j is %d', (text, value) => {
    expect(vi(text)).toEqual({ value });
  });

  it('reads back every number that either locale writes', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (number) => {
        const value = Number(number.toFixed(6)) + 0;
        const options = { maximumFractionDigits: 6 };
        expect(en(value.toLocaleString('en-GB', options))).toEqual({ value });
        expect(vi(value.toLocaleString('vi-VN', options))).toEqual({ value });
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('has no negative zero, which JSON cannot keep', () => {
    expect(Object.is((en('-0.0') as { value: number }).value, 0)).toBe(true);
  });
});

describe('what the declared locale does not allow is a problem with both readings', () => {
  test.each([
    ['0,9238', ['9238', '0.9238']],
    ['0,923', ['923', '0.923']],
    ['1,23', ['123', '1.23']],
    ['1.234,5', ['1.2345', '1234.5']],
    ['1.234.567', ['1234567']],
  ])('en %j', (text, readings) => {
    expect(en(text)).toEqual({ problem: 'ambiguous', because: 'decimal-mark', readings });
  });

  test.each([
    ['0.9238', ['9238', '0.9238']],
    ['1,234.5', ['1.2345', '1234.5']],
    ['0.923', ['923', '0.923']],
  ])('vi %j', (text, readings) => {
    expect(vi(text)).toEqual({ problem: 'ambiguous', because: 'decimal-mark', readings });
  });
});

describe('a percent sign', () => {
  it.each(['percent', '%', 'per cent', 'Percent'])('is taken where the unit is %j', (unit) => {
    expect(en('91 %', unit)).toEqual({ value: 91 });
    expect(vi('91,5%', unit)).toEqual({ value: 91.5 });
  });

  it.each(['ratio', 'points', undefined])('is ambiguous where the unit is %j', (unit) => {
    expect(en('91%', unit)).toEqual({
      problem: 'ambiguous',
      because: 'percent-sign',
      readings: ['91', '0.91'],
    });
  });

  it('divides in decimal', () => {
    expect(en('91.3%', 'ratio')).toMatchObject({ readings: ['91.3', '0.913'] });
  });

  it('does not make a number of what is none', () => {
    expect(en('%', 'percent')).toEqual({ problem: 'not-a-number' });
    expect(en('many %', 'percent')).toEqual({ problem: 'not-a-number' });
  });
});

describe('no value', () => {
  it.each(['', '  ', '\u00a0', '\u200b'])('%j is blank', (text) => {
    expect(en(text)).toEqual({ missing: 'blank' });
  });

  it.each(['-', '–', '—', '−', '‑', '...', '…', '..', 'n/a', 'N/A', 'NA', ' n/a '])('%j says so', (text) => {
    expect(vi(text)).toEqual({ missing: 'sign' });
  });
});

describe('not a number', () => {
  it.each([
    ...['Infinity', '-Infinity', '∞', 'NaN', '0x1F', '1e400', '1_000', '1,2,3', '12,34,567'],
    ...['--1', '1-', '(5)', '12 Mbps', '=1+1', '5.', '+', 'e5', '½', '10²', '1st', '٣', 'Đà Nẵng'],
  ])('%j', (text) => {
    expect(en(text)).toEqual({ problem: 'not-a-number' });
  });

  it('is decided quickly for a very long cell', () => {
    expect(en('9'.repeat(1_000_000))).toEqual({ problem: 'not-a-number' });
    expect(en(`${',123'.repeat(250_000)}x`)).toEqual({ problem: 'not-a-number' });
  });

  it('never yields anything but a finite number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('en', 'vi'), (text, numbers) => {
        const reading = parseNumber(text, { numbers: numbers as 'en' | 'vi', unit: 'percent' });
        if ('value' in reading) expect(Number.isFinite(reading.value)).toBe(true);
      }),
      { seed: 2, numRuns: 2_000 },
    );
  });
});
