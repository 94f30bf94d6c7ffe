import { describe, expect, it } from 'vitest';
import {
  countingObservation,
  decisionFaults,
  type ScorecardObservation,
} from '../../../domain/scorecard/observation.ts';
import { type ScorecardReport, scorecardReports } from '../../../domain/scorecard/report.ts';
import { branch, framework, indicatorsFor, leaf } from '../engine/build-framework.ts';
import { eGovernment, eGovernmentIndicators } from './e-government-application.ts';

const units = ['da-nang', 'hue'];

/** Đà Nẵng claims all there is to win; Huế less. */
const claims: Record<string, [daNang: number, hue: number]> = {
  'published-items': [0.95, 0.8],
  dossiers: [12000, 5000],
  'level-4-share': [0.92, 0.6],
  'mobile-version': [1, 1],
  'further-languages': [3, 1],
};

const observations = (
  decisions: Record<string, Pick<ScorecardObservation, 'verified' | 'deductionReason'>> = {},
): ScorecardObservation[] =>
  Object.entries(claims).flatMap(([indicator, values]) =>
    units.map((unit, place) => ({
      indicator,
      unit,
      claimed: values[place]!,
      ...decisions[`${unit} ${indicator}`],
    })),
  );

const reports = (...decisions: Parameters<typeof observations>) =>
  scorecardReports(eGovernment, eGovernmentIndicators, units, observations(...decisions));

const lineOf = (all: ScorecardReport[], unit: string, code: string) =>
  all.find((report) => report.unit === unit)!.lines.find((line) => line.code === code)!;

describe('points of a scorecard', () => {
  it.each([
    ['ratio × maximum points', 'published-items', 19, 16],
    ['value ÷ largest value × maximum points', 'dossiers', 30, 12.5],
    ['the step that the value reaches', 'level-4-share', 15, 10],
    ['yes is all points', 'mobile-version', 8, 8],
    ['a bonus up to its cap', 'further-languages', 4, 2],
    ['with the bonus no more than the criterion has', 'portal', 10, 10],
    ['the sum of it all', 'total', 74, 48.5],
  ])('%s: %s', (_, code, daNang, hue) => {
    const all = reports();
    expect([lineOf(all, 'da-nang', code).claimed, lineOf(all, 'hue', code).claimed]).toEqual([daNang, hue]);
  });
});

describe('verification', () => {
  const decided = reports({
    'da-nang dossiers': { verified: 10000, deductionReason: '2.000 hồ sơ không có trong hệ thống' },
    'da-nang level-4-share': { verified: 0.92 },
    'hue published-items': { verified: null, deductionReason: 'không có tài liệu kiểm chứng' },
  });

  it('claims count until they are decided, and are provisional', () => {
    expect(lineOf(reports(), 'hue', 'total')).toMatchObject({
      claimed: 48.5,
      verified: 48.5,
      deducted: 0,
      provisional: true,
      deductions: [],
    });
  });

  it('a deduction says how many points and why; what is confirmed is final', () => {
    const hue = lineOf(decided, 'hue', 'information');
    expect(hue).toMatchObject({ maximumPoints: 20, claimed: 16, verified: 0, deducted: 16 });
    expect(hue).toMatchObject({ provisional: false });
    expect(hue.deductions).toEqual([
      {
        node: 'published-items',
        points: 16,
        cause: 'verified',
        indicator: 'published-items',
        claimed: 0.8,
        verified: null,
        reason: 'không có tài liệu kiểm chứng',
      },
    ]);
    expect(lineOf(decided, 'da-nang', 'level-4-share')).toMatchObject({ deducted: 0, provisional: false });
    expect(lineOf(decided, 'da-nang', 'portal').provisional).toBe(true);
  });

  it('a correction that costs no points is told all the same', () => {
    expect(lineOf(decided, 'da-nang', 'dossiers')).toMatchObject({
      claimed: 30,
      verified: 30,
      deducted: 0,
      deductions: [{ points: 0, claimed: 12000, verified: 10000 }],
    });
  });

  it('when the largest value shrinks, the others gain', () => {
    expect(lineOf(decided, 'hue', 'dossiers')).toMatchObject({
      claimed: 12.5,
      verified: 15,
      deducted: -2.5,
      deductions: [{ cause: 'other-units', points: -2.5 }],
    });
  });

  it('the total carries every deduction below it', () => {
    const total = lineOf(decided, 'hue', 'total');
    expect(total).toMatchObject({ claimed: 48.5, verified: 35, deducted: 13.5 });
    expect(total.deductions.map(({ node, points }) => [node, points])).toEqual([
      ['published-items', 16],
      ['dossiers', -2.5],
    ]);
  });

  it('a unit that claims nothing has no points', () => {
    const all = scorecardReports(eGovernment, eGovernmentIndicators, [...units, 'quang-nam'], observations());
    expect(lineOf(all, 'quang-nam', 'total')).toMatchObject({
      claimed: null,
      verified: null,
      deducted: null,
      provisional: false,
    });
  });

  it('does not depend on the order of units and observations', () => {
    const turned = scorecardReports(
      eGovernment,
      eGovernmentIndicators,
      units.toReversed(),
      observations().toReversed(),
    );
    expect(turned).toEqual(reports());
  });
});

describe('a decision', () => {
  const claim = { indicator: 'dossiers', unit: 'da-nang', claimed: 12000 };

  it.each([
    ['open', {}, { value: 12000, status: 'P' }],
    ['confirmed', { verified: 12000 }, { value: 12000, status: 'A' }],
    ['corrected', { verified: 10000, deductionReason: 'đếm lại' }, { value: 10000, status: 'A' }],
    ['refused', { verified: null, deductionReason: 'không có tài liệu' }, { value: null, status: 'M' }],
  ])('%s: the value that counts', (_, decision, counting) => {
    expect(countingObservation({ ...claim, ...decision })).toMatchObject(counting);
    expect(decisionFaults([{ ...claim, ...decision }])).toEqual([]);
  });

  it.each([
    [
      'a correction without a reason',
      { verified: 10000 },
      'the verified value differs from the claimed one: say why',
    ],
    [
      'a blank reason',
      { verified: 10000, deductionReason: ' ' },
      'the verified value differs from the claimed one: say why',
    ],
    [
      'a reason without a correction',
      { verified: 12000, deductionReason: 'đếm lại' },
      'a deduction has a reason, but the value is the claimed one',
    ],
  ])('%s may not stand', (_, decision, message) => {
    expect(decisionFaults([{ ...claim, ...decision }]).map((fault) => fault.message.en)).toEqual([message]);
  });

  it('is taken once', () => {
    expect(decisionFaults([claim, claim]).map(({ message }) => message.en)).toEqual([
      'this indicator of the unit is given already',
    ]);
  });
});

describe('a framework that is no scorecard', () => {
  it('is refused with every node whose score is not points', () => {
    const mean = framework(branch('total', [leaf('network', { maximumPoints: 5 }), leaf('people')]));
    expect(() => scorecardReports(mean, indicatorsFor(mean), units, [])).toThrow(
      'total: "arithmetic-mean" does not add points up; a scorecard needs "sum" or "sum-of-points"; people: a criterion of a scorecard has maximumPoints, and this one has none',
    );
  });
});
