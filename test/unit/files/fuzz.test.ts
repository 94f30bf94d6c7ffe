import { expect, it } from 'vitest';
import { runFuzz } from '../../fuzz/run-fuzz.ts';

/** A slice of `npm run fuzz:desk`. */
it('every mutated file ends in a sound report', { timeout: 120_000 }, async () => {
  const { outcomes, faults } = await runFuzz(400, 7);
  expect(faults).toEqual([]);
  const total = [...outcomes.values()].reduce(
    (sum, { accepted, warned, rejected }) => sum + accepted + warned + rejected,
    0,
  );
  expect(total).toBe(400);
  expect(outcomes.size).toBeGreaterThan(4);
});
