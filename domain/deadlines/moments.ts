import { Temporal } from 'temporal-polyfill';
import type { SubmissionWindow } from '../methodology/submission-window.ts';

/** A time at which somebody is told something about a submission window; `at` in UTC. */
export type Moment =
  | { kind: 'opened' | 'closed'; at: string }
  | { kind: 'closing'; at: string; days: number };

type Window = Pick<SubmissionWindow, 'opens' | 'closes' | 'timeZone' | 'reminders'>;

/** A moment that is longer ago is history: telling of it now would only confuse. */
const latest = { hours: 7 * 24 };

/**
 * The moments of a window in their order. A day before the deadline is a day of the calendar: 17:00 stays 17:00
 * where clocks change in between. No reminder comes before the window is open.
 *
 * @param usual days before the deadline to remind on, where the window names none of its own
 */
export function momentsOf(
  { opens, closes, timeZone, reminders }: Window,
  usual: readonly number[],
): Moment[] {
  const opened = opens === undefined ? undefined : Temporal.Instant.from(opens);
  const closed = closes === undefined ? undefined : Temporal.Instant.from(closes);
  const local = closed?.toZonedDateTimeISO(timeZone ?? 'UTC');
  const days = [...new Set(reminders ?? usual)].sort((a, b) => b - a);
  const closing = local
    ? days.map((count) => ({ count, at: local.subtract({ days: count }).toInstant() }))
    : [];
  return [
    ...(opened ? [{ kind: 'opened' as const, at: opened.toString() }] : []),
    ...closing
      .filter(({ at }) => !opened || Temporal.Instant.compare(at, opened) > 0)
      .map(({ at, count }) => ({ kind: 'closing' as const, at: at.toString(), days: count })),
    ...(closed ? [{ kind: 'closed' as const, at: closed.toString() }] : []),
  ];
}

/** The newest moment that has come, unless it is history; those before it are overtaken by it. */
export function dueMoment(moments: readonly Moment[], now: Date): Moment | undefined {
  const present = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  const due = moments.findLast(({ at }) => Temporal.Instant.compare(at, present) <= 0);
  const history = present.subtract(latest);
  return due && Temporal.Instant.compare(due.at, history) >= 0 ? due : undefined;
}

/** Tells one moment of an edition from every other, also after its window was moved. */
export const momentId = (moment: Moment): string =>
  moment.kind === 'closing' ? `closing-in-${moment.days}@${moment.at}` : `${moment.kind}@${moment.at}`;
