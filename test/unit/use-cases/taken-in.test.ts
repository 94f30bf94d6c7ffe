import { describe, expect, it } from 'vitest';
import type { PartRegistration } from '../../../use-cases/ports.ts';
import { createTakenIn } from '../../../use-cases/taken-in.ts';

const edition = { index: 'network', period: '2022' };
const slot = { ...edition, cohort: 'all', agency: 'telecoms' };
const part = (submissionId: string, kind: PartRegistration['kind'] = 'observations'): PartRegistration => ({
  source: { ...edition, cohort: 'all' },
  agency: 'telecoms',
  submissionId,
  hash: `of-${submissionId}`,
  kind,
});

describe('what announced runs have taken in', () => {
  it('holds a file that was part of the run, and those that it replaced', () => {
    const takenIn = createTakenIn();
    takenIn.note(edition, [part('02')]);
    expect(takenIn.holds(edition, slot, '02')).toBe(true);
    expect(takenIn.holds(edition, slot, '01')).toBe(true);
    expect(takenIn.holds(edition, slot, '03')).toBe(false);
  });

  it('knows nothing of another edition, cohort or agency', () => {
    const takenIn = createTakenIn();
    takenIn.note(edition, [part('02')]);
    expect(takenIn.holds({ ...edition, period: '2021' }, slot, '01')).toBe(false);
    expect(takenIn.holds(edition, { ...slot, cohort: 'cities' }, '01')).toBe(false);
    expect(takenIn.holds(edition, { ...slot, agency: 'post' }, '01')).toBe(false);
  });

  it('does not take a verification for a file', () => {
    const takenIn = createTakenIn();
    takenIn.note(edition, [part('01'), part('09', 'verification')]);
    expect(takenIn.holds(edition, slot, '05')).toBe(false);
  });

  it('forgets what was withdrawn since', () => {
    const takenIn = createTakenIn();
    takenIn.note(edition, [part('02')]);
    takenIn.note(edition, [part('01')]);
    expect(takenIn.holds(edition, slot, '02')).toBe(false);
  });

  it('keeps the newest two hundred editions', () => {
    const takenIn = createTakenIn();
    const numbered = (number: number) => ({ index: `index-${number}`, period: '2022' });
    for (let number = 0; number <= 200; number++) takenIn.note(numbered(number), [part('02')]);
    expect(takenIn.holds(numbered(0), slot, '02')).toBe(false);
    expect(takenIn.holds(numbered(200), slot, '02')).toBe(true);
  });
});
