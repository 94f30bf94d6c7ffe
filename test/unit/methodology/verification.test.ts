import { describe, expect, it } from 'vitest';
import { faults, load, rewrite } from './example.ts';

const withLines = (...lines: string[]) =>
  rewrite(
    'edition.yaml',
    'reporters:\n  - agency: mic\n',
    `reporters:\n  - agency: mic\n${lines.join('\n')}\n`,
  );

describe('an edition whose claims are verified', () => {
  it('says whether they count before, and who verifies', () => {
    const { editions } = load(withLines('verification: required', 'reviewers: [ministry]'));
    expect(editions[0]).toMatchObject({ verification: 'required', reviewers: ['ministry'] });
  });

  it.each([
    [['verification: required'], 'somebody has to verify: name "reviewers"'],
    [['reviewers: [ministry]'], 'reviewers verify claims: say "verification: required" or "optional" too'],
    [['verification: optional', 'reviewers: [mic]'], 'nobody verifies what the own agency has sent'],
  ])('is refused with %j', (lines, message) => {
    expect(faults(withLines(...lines))).toEqual([expect.stringContaining(message)]);
  });

  it('leaves an edition that says nothing of it as it was', () => {
    const [edition] = load().editions;
    expect(Object.keys(edition!)).not.toContain('verification');
  });
});
