import { beforeEach, describe, expect, it } from 'vitest';
import { type EventOf, event } from '../../../contracts/events.ts';
import type { EditionDefinition } from '../../../domain/methodology/edition-definition.ts';
import { measureCoverage } from '../../../use-cases/measure-coverage.ts';
import type { EventPublisher, Submission } from '../../../use-cases/ports.ts';
import { watchDeadlines } from '../../../use-cases/watch-deadlines.ts';
import { DeadlineWorld } from '../../fakes/deadlines.ts';
import { World } from '../../fakes/in-memory.ts';

const window = {
  numbers: 'vi' as const,
  opens: '2026-02-01T08:00:00+07:00',
  closes: '2026-03-31T17:00:00+07:00',
  timeZone: 'Asia/Ho_Chi_Minh',
};
const dti = { index: 'dti-province', period: '2025' };
const cohorts = ['provinces-63', 'published'].map((id) => ({ id, name: { vi: id, en: id } }));
const name = { vi: 'DTI', en: 'DTI' };
const reporters = [{ agency: 'mic' }, { agency: 'vcci', cohorts: ['published'] }, { agency: 'vecom' }];

let world: World;
let deadlines: DeadlineWorld;
let now: Date;
const ports = (publisher?: EventPublisher) => ({
  ...world.ports(),
  ...deadlines,
  ...(publisher && { events: publisher }),
  clock: { now: () => now },
  reminderDays: [14, 7, 3, 1],
});
const sweepAt = (time: string, publisher?: EventPublisher) => {
  now = new Date(time);
  return watchDeadlines(ports(publisher));
};
const notices = () => world.take('notice.due') as EventOf<'notice.due'>[];
const told = () => notices().map(({ data: { notice, agency } }) => `${notice} ${agency ?? 'operators'}`);

function define(edition = dti, submission: EditionDefinition['submission'] = window) {
  deadlines.listed = [
    ...deadlines.listed.filter((each) => each.index !== edition.index),
    { ...edition, name, window: submission, cohorts, reporters },
  ];
}

let files = 0;
function filed(agency: string, cohort: string, status: Submission['status']) {
  const id = `file-${files++}`;
  world.submissions.set(id, { id, kind: 'data', agency, cohort, status, edition: dti } as Submission);
}

beforeEach(() => {
  world = new World();
  deadlines = new DeadlineWorld(world);
  define();
});

describe('the moments of a window', () => {
  it('tell nobody before it opens', async () => {
    await sweepAt('2026-01-31T00:00:00Z');
    expect(told()).toEqual([]);
  });

  it('tell every reporter that it has opened', async () => {
    expect(await sweepAt('2026-02-01T01:00:03Z')).toEqual(['dti-province/2025 opened@2026-02-01T01:00:00Z']);
    const sent = notices();
    expect(sent.map((each) => event.safeParse(each).success)).toEqual([true, true, true]);
    expect(sent[0]?.data).toEqual({
      notice: 'window-opened',
      agency: 'mic',
      edition: dti,
      closes: window.closes,
      timeZone: 'Asia/Ho_Chi_Minh',
    });
  });

  it('remind those of whom a file is missing, and nobody else', async () => {
    filed('mic', 'provinces-63', 'accepted');
    filed('vcci', 'published', 'accepted');
    filed('vecom', 'provinces-63', 'accepted');
    filed('vecom', 'published', 'rejected');
    await sweepAt('2026-03-24T10:00:00Z');
    // The ministry has sent one of its two files, the chamber its only one, the association one that was rejected.
    expect(told()).toEqual(['window-closing mic', 'window-closing vecom']);
    filed('mic', 'published', 'awaiting-upload');
    filed('vecom', 'published', 'accepted');
    await sweepAt('2026-03-28T10:00:00Z');
    expect(told()).toEqual(['window-closing mic']);
  });

  it('tell the operators who is missing when it has closed', async () => {
    filed('vcci', 'published', 'accepted');
    await sweepAt('2026-03-31T10:00:00Z');
    expect(notices().map(({ data }) => data)).toEqual([
      expect.objectContaining({ notice: 'window-closed', missing: ['mic', 'vecom'] }),
    ]);
    await sweepAt('2026-04-01T10:00:00Z');
    expect(told()).toEqual([]);
  });

  it('are told late when nobody looked in time, the newest only, and not after a week', async () => {
    await sweepAt('2026-03-29T00:00:00Z');
    expect(told()).toHaveLength(3);
    expect(deadlines.listed[0]?.told).toBe('closing-in-3@2026-03-28T10:00:00Z');
    await sweepAt('2026-04-20T00:00:00Z');
    expect(told()).toEqual([]);
  });

  it('are new ones after the deadline was moved', async () => {
    await sweepAt('2026-03-30T10:00:00Z');
    expect(told()).toHaveLength(3);
    define(dti, { ...window, closes: '2026-04-10T17:00:00+07:00' });
    await sweepAt('2026-03-30T12:00:00Z');
    expect(notices().map(({ data }) => data.closes)).toEqual(Array(3).fill('2026-04-10T17:00:00+07:00'));
    await sweepAt('2026-04-03T10:00:00Z');
    expect(told()).toHaveLength(3);
  });
});

describe('each notice is sent once', () => {
  it('however often the sweep runs', async () => {
    for (let minute = 0; minute < 30; minute += 5) await sweepAt(`2026-03-24T10:${10 + minute}:00Z`);
    expect(told()).toEqual(['window-closing mic', 'window-closing vcci', 'window-closing vecom']);
  });

  it('when two sweeps run at once', async () => {
    await Promise.all([sweepAt('2026-03-24T10:00:00Z'), sweepAt('2026-03-24T10:00:00Z')]);
    await sweepAt('2026-03-24T10:05:00Z');
    expect(told()).toHaveLength(3);
  });

  it('when a sweep died before it could send: the next ones send it, once', async () => {
    const dead = { publish: () => Promise.reject(new Error('the worker died')) };
    await expect(sweepAt('2026-03-24T10:00:00Z', dead)).rejects.toThrow('1 of 1 editions failed');
    await sweepAt('2026-03-24T10:01:00Z');
    expect(told()).toEqual([]);
    await sweepAt('2026-03-24T10:05:00Z');
    await sweepAt('2026-03-24T10:10:00Z');
    expect(told()).toHaveLength(3);
  });

  it('or under the same id, when a sweep died after it had sent and before it could say so', async () => {
    const settle = deadlines.ledger.settle;
    deadlines.ledger.settle = () => Promise.reject(new Error('the worker died'));
    await expect(sweepAt('2026-03-24T10:00:00Z')).rejects.toThrow();
    const first = notices();
    deadlines.ledger.settle = settle;
    await sweepAt('2026-03-24T10:05:00Z');
    expect(notices().map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  });

  it('and an edition that fails does not hold up the others', async () => {
    define({ index: 'broken', period: '2025' });
    const { ofEdition } = deadlines.filed;
    deadlines.filed.ofEdition = async (edition) => {
      if (edition.index === 'broken') throw new Error('its list cannot be read');
      return ofEdition(edition);
    };
    await expect(sweepAt('2026-03-24T10:00:00Z')).rejects.toThrow('its list cannot be read');
    expect(told()).toHaveLength(3);
  });

  it('to 225 reporters at once', async () => {
    const many = Array.from({ length: 225 }, (_, i) => ({ agency: `agency-${i}` }));
    deadlines.listed[0]!.reporters = many;
    await sweepAt('2026-03-24T10:00:00Z');
    await sweepAt('2026-03-24T10:05:00Z');
    const sent = notices();
    expect(new Set(sent.map(({ id }) => id)).size).toBe(225);
    expect(sent).toHaveLength(225);
  });
});

describe('the coverage of an edition', () => {
  const coverageAt = (time: string) => {
    now = new Date(time);
    return measureCoverage(ports());
  };

  it('is how many of the files that it awaits are accepted', async () => {
    // mic and vecom report for both cohorts, vcci for one.
    filed('mic', 'provinces-63', 'accepted');
    filed('mic', 'published', 'rejected');
    filed('vcci', 'published', 'accepted');
    filed('unasked', 'published', 'accepted');
    expect(await coverageAt('2026-03-01T00:00:00Z')).toEqual([
      { edition: 'dti-province/2025', expected: 5, percent: 40 },
    ]);
  });

  it('is measured from the opening until a week after the deadline, where there is one', async () => {
    expect(await coverageAt('2026-01-31T00:00:00Z')).toEqual([]);
    expect(await coverageAt('2026-04-05T00:00:00Z')).toHaveLength(1);
    expect(await coverageAt('2026-04-08T00:00:00Z')).toEqual([]);
    define(dti, { numbers: 'vi' });
    expect(await coverageAt('2026-03-01T00:00:00Z')).toEqual([]);
  });
});
