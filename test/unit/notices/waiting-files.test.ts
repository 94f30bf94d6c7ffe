import { beforeEach, describe, expect, it } from 'vitest';
import type { EventOf } from '../../../contracts/events.ts';
import { createHandler, waitsTooLong } from '../../../lambdas/watch-deadlines/handler.ts';
import type { Submission } from '../../../use-cases/ports.ts';
import { watchWaitingFiles } from '../../../use-cases/watch-waiting-files.ts';
import { DeadlineWorld } from '../../fakes/deadlines.ts';
import { World } from '../../fakes/in-memory.ts';
import { memoryLog } from '../api/request.ts';

let world: World;
let deadlines: DeadlineWorld;
const ports = () => ({
  ...world.ports(),
  ...deadlines,
  clock: { now: () => new Date('2026-03-01T12:00:00Z') },
  waitingHours: 4,
  reminderDays: [],
});
const told = () =>
  (world.take('notice.due') as EventOf<'notice.due'>[]).map(
    ({ data: { notice, agency, submissionId } }) => `${notice} ${submissionId} ${agency ?? 'operators'}`,
  );

function opened(id: string, createdAt: string, status: Submission['status'] = 'awaiting-upload') {
  world.submissions.set(id, { id, kind: 'data', agency: 'mic', key: id, createdAt, status } as Submission);
  deadlines.waitingIds.push(id);
}

beforeEach(() => {
  world = new World();
  deadlines = new DeadlineWorld(world);
});

describe('a submission that was opened more than four hours ago', () => {
  it('whose file has arrived is told to operators and agency once, and stays watched', async () => {
    opened('stuck', '2026-03-01T07:59:59Z');
    deadlines.arrived.add('stuck');
    expect(await watchWaitingFiles(ports())).toMatchObject([{ id: 'stuck' }]);
    expect(told()).toEqual(['file-waiting stuck operators', 'file-waiting stuck mic']);
    expect(await watchWaitingFiles(ports())).toMatchObject([{ id: 'stuck' }]);
    expect(told()).toEqual([]);
  });

  it('whose file never came is told to its agency, and forgotten', async () => {
    opened('empty', '2026-03-01T07:59:59Z');
    expect(await watchWaitingFiles(ports())).toEqual([]);
    expect(told()).toEqual(['file-missing empty mic']);
    expect(deadlines.waitingIds).toEqual([]);
  });

  it.each(['accepted', 'rejected', 'superseded'] as const)('and is %s is forgotten', async (status) => {
    opened('decided', '2026-03-01T07:00:00Z', status);
    expect(await watchWaitingFiles(ports())).toEqual([]);
    expect(told()).toEqual([]);
    expect(deadlines.waitingIds).toEqual([]);
  });

  it('is stuck in the log line that the alarm counts, at each look', async () => {
    opened('stuck', '2026-03-01T07:59:59Z');
    deadlines.arrived.add('stuck');
    const log = memoryLog();
    const look = createHandler(ports(), log);
    const twice = { Records: [{}, {}] } as Parameters<typeof look>[0];
    expect((await look(twice)).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(log.lines.filter(({ message }) => message === waitsTooLong)).toMatchObject([
      { level: 'warn', fields: { correlationId: 'stuck', agency: 'mic' } },
    ]);
  });
});

it('leaves one that was opened four hours ago or less alone', async () => {
  opened('fresh', '2026-03-01T08:00:00Z');
  expect(await watchWaitingFiles(ports())).toEqual([]);
  expect(told()).toEqual([]);
  expect(deadlines.waitingIds).toEqual(['fresh']);
});
