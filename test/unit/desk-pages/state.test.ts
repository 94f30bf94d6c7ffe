import { describe, expect, it } from 'vitest';
import { ownClaims } from '../../../adapters/identity/token-claims.ts';
import { pauses } from '../../../web/desk/pauses.ts';
import { refusalOf } from '../../../web/desk/problem.ts';
import { sessionOf } from '../../../web/desk/session.ts';
import { awayFrom } from '../../../web/desk/time-away.ts';
import { followable, viewAddress, viewParts } from '../../../web/desk/view-address.ts';
import { deskEn } from '../../../web/words/desk-en.ts';
import { deskVi } from '../../../web/words/desk-vi.ts';
import { tokenOf } from '../../builders/served-desk.ts';

describe('a session', () => {
  it('is what the token says, until it ends', async () => {
    const token = await tokenOf('telecoms', 'reporter');
    const session = sessionOf(token, ownClaims, new Date())!;
    expect(session).toMatchObject({ agency: 'telecoms', roles: ['reporter'], token });
    expect(sessionOf(token, ownClaims, session.expiresAt)).toBeUndefined();
  });

  it('is not opened by what is no token or names no agency', async () => {
    expect(sessionOf('abc', ownClaims, new Date())).toBeUndefined();
    const token = await tokenOf('', 'reporter');
    expect(sessionOf(token, ownClaims, new Date())).toBeUndefined();
  });
});

describe('addresses', () => {
  it('of views hold any text, and come back as they were', () => {
    const address = viewAddress('review', 'dti-province', 'a/b %');
    expect(address).toBe('#/review/dti-province/a%2Fb%20%25');
    expect(viewParts(address)).toEqual(['review', 'dti-province', 'a/b %']);
    expect(viewParts('#/a%/b')).toEqual(['a%', 'b']);
    expect(viewParts('')).toEqual([]);
  });

  it('of evidence are followed on the web only', () => {
    expect(followable('https://danang.test/a.pdf')).toBe('https://danang.test/a.pdf');
    for (const hostile of ['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'annex 3'])
      expect(followable(hostile)).toBeUndefined();
  });
});

describe('a refusal', () => {
  it('is told by the type of its problem, else by the status', () => {
    const conflict = JSON.stringify({ type: 'urn:civindex:problem:conflict', detail: 'Closed since May.' });
    expect(refusalOf(409, conflict)).toMatchObject({ kind: 'conflict', message: 'Closed since May.' });
    expect(refusalOf(403, '{"message":"Forbidden"}').kind).toBe('forbidden');
    expect(refusalOf(502, '<html>').kind).toBe('unavailable');
    expect(refusalOf(418, 'null').kind).toBe('invalid-request');
  });

  it('has a sentence and what to do, in both languages', () => {
    for (const words of [deskVi, deskEn])
      for (const { title, advice } of Object.values(words.problems))
        expect(`${title} ${advice}`).toMatch(/^\S.*\.$/);
  });
});

it('tells how far away a time is, in the largest unit that it is one of', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  expect(awayFrom('2026-01-09T12:00:00Z', 'en', now)).toBe('in 8 days');
  expect(awayFrom('2025-12-31T21:59:00Z', 'vi', now)).toBe('2 giờ trước');
  expect(awayFrom('2026-01-01T00:00:20Z', 'en', now)).toBe('in 0 minutes');
});

it('looks soon, then less and less often', () => {
  const looks = pauses();
  const first = Array.from({ length: 12 }, () => looks.next().value);
  expect(first.slice(0, 3)).toEqual([400, 600, 900]);
  expect(first.at(-1)).toBe(10_000);
});
