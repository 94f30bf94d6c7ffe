import type { SQSEvent } from 'aws-lambda';
import { ulid } from 'ulid';
import { expect, it } from 'vitest';
import { createHandler as publish } from '../../../lambdas/publish-release/handler.ts';
import { counted } from '../../../lambdas/shared/counted.ts';
import { memoryLog } from '../api/request.ts';

it('makes a line of the log one that CloudWatch counts, by stage and by fields of the line', () => {
  expect(counted({ Submissions: 1 }, 'outcome')).toEqual({
    Submissions: 1,
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        { Namespace: 'civindex', Dimensions: [['stage', 'outcome']], Metrics: [{ Name: 'Submissions' }] },
      ],
    },
  });
});

const decided = async (correlationId: string, outcome: 'published' | 'stale') => {
  const log = memoryLog();
  const place = { outcome: outcome === 'published' ? 'published' : 'stale', revision: 1 };
  const ports = {
    releases: { publish: async () => place },
    events: { publish: async () => {} },
    clock: { now: () => new Date() },
    identifiers: { next: () => 'e2' },
  };
  const data = {
    edition: { index: 'dti-province', period: '2022' },
    run: 'r',
    definition: 'd',
    datasetVersion: 1,
    mode: 'automatic',
    release: { results: 'x', cohorts: [], comparedWith: null },
    inPlace: null,
  };
  const detail = {
    ...{ id: 'e1', type: 'ranking.computed', schemaVersion: 1, time: '2026-03-30T10:00:00Z' },
    ...{ correlationId, causationId: 'e0', data },
  };
  const Records = [{ body: JSON.stringify({ detail }) }];
  const [result] = await publish(ports as never, log)({ Records } as unknown as SQSEvent);
  expect(result).toMatchObject({ status: 'fulfilled' });
  return log.lines[0]!.fields;
};

it('counts how long a file took to its readers, by index, where it was released', async () => {
  const aMinuteAgo = ulid(Date.now() - 60_000);
  const line = await decided(aMinuteAgo, 'published');
  expect(line['index']).toBe('dti-province');
  expect(line['SecondsToRelease']).toBeCloseTo(60, 0);
  expect(line['_aws']).toMatchObject({ CloudWatchMetrics: [{ Dimensions: [['stage', 'index']] }] });
  expect(await decided(aMinuteAgo, 'stale')).not.toHaveProperty('_aws');
  expect(await decided('dti-province/2022', 'published')).not.toHaveProperty('_aws');
});
