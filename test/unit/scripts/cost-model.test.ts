import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { monthlyBill, type Settings, sumOf, type Usage } from '../../../scripts/cost-model.ts';

const prices = parse(readFileSync(join(import.meta.dirname, '../../../scripts/cost-prices.yaml'), 'utf8'));
const settings: Settings = {
  memory: { 'public-api': 1024, 'recompute-rankings': 1769 },
  polledQueues: 10,
  knocks: 0,
  alarms: 30,
  dashboards: 1,
  keys: 2,
  webAclRules: 4,
};
const nothing: Usage = {
  name: 'nothing',
  ...{
    files: 0,
    releases: 0,
    reads: 0,
    kilobytes: 0,
    tableGigabytes: 0,
    countedMetrics: 0,
    bucketGigabytes: 0,
    people: 0,
  },
};

describe('a month’s bill', () => {
  it('is of what stands there where nothing happens', () => {
    expect(monthlyBill(settings, nothing, prices)).toEqual([
      { item: 'WAF', dollars: 9 },
      { item: 'SQS', dollars: expect.closeTo(2.63, 2) },
      { item: 'KMS', dollars: 2 },
      { item: 'CloudWatch', dollars: 6 },
    ]);
  });

  it('grows by what a million readers ask for', () => {
    const bill = monthlyBill(settings, { ...nothing, reads: 1_000_000, kilobytes: 8 }, prices);
    const of = (item: string) => bill.find((line) => line.item === item)!.dollars;
    expect(of('API Gateway')).toBe(3.5);
    expect(of('DynamoDB')).toBeCloseTo(0.125);
    expect(of('Lambda')).toBeCloseTo(1_000_000 * 0.03 * 0.0000133334 + 0.2);
    expect(of('Data to readers')).toBeCloseTo(0.72);
  });

  it('counts a trace for each call of a quiet month, and a twentieth of those beyond one a second', () => {
    const traces = (reads: number) =>
      monthlyBill(settings, { ...nothing, reads }, prices).find(({ item }) => item === 'X-Ray')!.dollars;
    const seconds = 30.4 * 24 * 60 * 60;
    expect(traces(1_000_000)).toBeCloseTo(5);
    expect(traces(10_000_000)).toBeCloseTo(((seconds + 0.05 * (10_000_000 - seconds)) / 1e6) * 5);
  });

  it('counts the people who sign in', () => {
    expect(monthlyBill(settings, { ...nothing, people: 450 }, prices)).toContainEqual({
      item: 'Cognito',
      dollars: 9,
    });
  });

  it('is smaller where a cache answers most of a crowd', () => {
    const crowd = { ...nothing, reads: 10_000_000, kilobytes: 8 };
    const cached = sumOf(monthlyBill(settings, { ...crowd, cached: 0.97 }, prices));
    expect(cached).toBeLessThan(sumOf(monthlyBill(settings, crowd, prices)) / 1.5);
  });
});
