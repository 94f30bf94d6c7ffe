import { type computeRun, runInputs } from '../../domain/release/compute-run.ts';
import { contentHash } from '../../domain/release/content-hash.ts';
import { edition, partsOf } from '../unit/seeds/seeds.ts';

/** What the run of a seed edition is computed from, as plain JSON. */
export async function questionOf(id: string): Promise<Parameters<typeof computeRun>[0]> {
  const definition = edition(id);
  const parts = await partsOf(id);
  const definitionHash = await contentHash(definition);
  return { definition, parts, inputs: runInputs({ definitionHash, parts, previous: null }), previous: null };
}
