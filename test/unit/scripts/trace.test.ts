import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { linesAbout, storyOf } from '../../../scripts/trace.ts';

const line = (service: string, seconds: number, fields: object) =>
  JSON.stringify({
    level: 'INFO',
    timestamp: `2026-03-30T10:00:0${seconds}.000Z`,
    service,
    stage: 'local',
    ...fields,
  });

const logs: Record<string, string[]> = {
  'civindex-local-publish-release': [
    line('publish-release', 4, { message: 'release decided', correlationId: 's1', outcome: 'published' }),
  ],
  'civindex-local-validate-submission': [
    'START RequestId: s1',
    line('validate-submission', 1, { message: 'upload judged', correlationId: 's1', outcome: 'accepted' }),
    line('validate-submission', 2, { message: 'upload judged', correlationId: 's2', key: 'after s1' }),
  ],
  'civindex-local-recompute-rankings': [
    line('recompute-rankings', 3, {
      level: 'ERROR',
      message: 'message failed',
      correlationId: 's1',
      error: { name: 'Upstream', message: 'a part cannot be read' },
    }),
  ],
};

describe('the story of a submission', () => {
  it('is what every function logged about it, in order of time', async () => {
    const client = mockClient(CloudWatchLogsClient);
    client.on(DescribeLogGroupsCommand).resolves({
      logGroups: Object.keys(logs).map((logGroupName) => ({ logGroupName })),
    });
    client.on(FilterLogEventsCommand).callsFake(({ logGroupName }) => ({
      events: logs[logGroupName]!.map((message) => ({ message })),
    }));
    const lines = await linesAbout(new CloudWatchLogsClient({}), 'civindex-local-', 's1');
    expect(storyOf(lines)).toEqual([
      '2026-03-30T10:00:01.000Z      +0.0 s  validate-submission   upload judged  outcome=accepted',
      '2026-03-30T10:00:03.000Z      +2.0 s  recompute-rankings    message failed  “a part cannot be read”',
      '2026-03-30T10:00:04.000Z      +3.0 s  publish-release       release decided  outcome=published',
    ]);
  });
});
