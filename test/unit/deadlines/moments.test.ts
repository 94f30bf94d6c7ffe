import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dueMoment, momentId, momentsOf } from '../../../domain/deadlines/moments.ts';
import { submissionWindow } from '../../../domain/methodology/submission-window.ts';

const usual = [14, 7, 3, 1];
const vietnam = {
  opens: '2026-02-01T08:00:00+07:00',
  closes: '2026-03-31T17:00:00+07:00',
  timeZone: 'Asia/Ho_Chi_Minh',
};

describe('the moments of a window', () => {
  it('are its opening, four reminders and its closing', () => {
    expect(momentsOf(vietnam, usual).map(momentId)).toEqual([
      'opened@2026-02-01T01:00:00Z',
      'closing-in-14@2026-03-17T10:00:00Z',
      'closing-in-7@2026-03-24T10:00:00Z',
      'closing-in-3@2026-03-28T10:00:00Z',
      'closing-in-1@2026-03-30T10:00:00Z',
      'closed@2026-03-31T10:00:00Z',
    ]);
  });

  it('keep the hour of the day where clocks change in between', () => {
    const berlin = { closes: '2026-03-31T17:00:00+02:00', timeZone: 'Europe/Berlin' };
    // Summer time began on 29 March: 17:00 was 16:00 UTC before, 15:00 UTC after.
    expect(momentsOf(berlin, [3, 1]).map(({ at }) => at)).toEqual([
      '2026-03-28T16:00:00Z',
      '2026-03-30T15:00:00Z',
      '2026-03-31T15:00:00Z',
    ]);
  });

  it('take the reminders that the edition names in the place of the usual ones', () => {
    const moments = momentsOf({ ...vietnam, reminders: [2, 10, 2] }, usual);
    expect(moments.map(({ kind }) => kind)).toEqual(['opened', 'closing', 'closing', 'closed']);
    expect(momentsOf({ ...vietnam, reminders: [] }, usual)).toHaveLength(2);
  });

  it('have no reminder before the window opens, and none without a deadline', () => {
    const week = { opens: '2026-03-25T00:00:00Z', closes: '2026-03-31T00:00:00Z' };
    expect(momentsOf(week, usual).map(momentId)).toEqual([
      'opened@2026-03-25T00:00:00Z',
      'closing-in-3@2026-03-28T00:00:00Z',
      'closing-in-1@2026-03-30T00:00:00Z',
      'closed@2026-03-31T00:00:00Z',
    ]);
    expect(momentsOf({ opens: week.opens }, usual)).toEqual([{ kind: 'opened', at: week.opens }]);
    expect(momentsOf({}, usual)).toEqual([]);
  });

  const zones = Intl.supportedValuesOf('timeZone');
  const windows = fc.record({
    timeZone: fc.constantFrom(...zones),
    closes: fc
      .date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
      .map((date) => `${date.toISOString().slice(0, 19)}Z`),
    reminders: fc.uniqueArray(fc.integer({ min: 1, max: 365 }), { maxLength: 6 }),
  });

  it('stand in their order, each reminder its days before the deadline on the local calendar', () => {
    fc.assert(
      fc.property(windows, (window) => {
        const moments = momentsOf(window, usual);
        const times = moments.map(({ at }) => Date.parse(at));
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const local = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(window.timeZone);
        const deadline = local(window.closes).toPlainDate();
        for (const moment of moments) {
          if (moment.kind !== 'closing') continue;
          // A local hour that was skipped is the one after it, by an hour (Lord Howe: half) or a whole day (Samoa).
          const days = local(moment.at).toPlainDate().until(deadline, { largestUnit: 'day' }).days;
          expect(Math.abs(days - moment.days)).toBeLessThanOrEqual(1);
          const hours = (Date.parse(window.closes) - Date.parse(moment.at)) / 3_600_000;
          expect(Math.abs(hours - 24 * moment.days)).toBeLessThanOrEqual(25);
        }
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });

  it('are due one at a time: the newest that has come, for a week', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: -400, max: 30 }), (window, offset) => {
        const now = new Date(Date.parse(window.closes) + offset * 86_400_000);
        const moments = momentsOf(window, usual);
        const due = dueMoment(moments, now);
        const come = moments.filter(({ at }) => Date.parse(at) <= now.getTime());
        const newest = come.at(-1);
        const recent = newest && now.getTime() - Date.parse(newest.at) <= 7 * 86_400_000;
        expect(due).toEqual(recent ? newest : undefined);
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });
});

describe('the window of an edition file', () => {
  it('refuses a time zone that there is not, and a deadline before the opening', () => {
    expect(submissionWindow.safeParse(vietnam).success).toBe(true);
    expect(submissionWindow.safeParse({ timeZone: 'Asia/Da_Nang' }).error?.issues[0]?.path).toEqual([
      'timeZone',
    ]);
    const reversed = submissionWindow.safeParse({ opens: vietnam.closes, closes: vietnam.opens });
    expect(reversed.error?.issues[0]).toMatchObject({
      path: ['closes'],
      message: '"closes" must come after "opens"',
    });
  });
});
