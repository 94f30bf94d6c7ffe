import { verifyAnswers } from './verify-answers.ts';
import { verifyIntervals } from './verify-intervals.ts';
import { verifyManifests } from './verify-manifests.ts';
import type { Check, Verification, VerifyPorts } from './verify-ports.ts';
import { verifyRun } from './verify-run.ts';

/**
 * Input: a release of any service, and nothing of its operator but what everybody can have.
 * Output: every check that was made, each with its fault if it has one.
 * Course: who signed and what; whether the files are those that were signed for; whether they give, computed
 *   again, what was released; whether readers are shown that. A step that fails ends it: those after it would
 *   compare with what is known to be wrong.
 */
export async function* verifyRelease(ports: VerifyPorts, release: Verification): AsyncGenerator<Check> {
  const manifest = yield* verifyManifests(ports, release);
  if (!manifest) return;
  const verified = yield* verifyRun(ports, manifest);
  if (!verified) return;
  yield* verifyAnswers(ports, manifest, verified.run);
  yield* verifyIntervals(ports, manifest, verified);
}
