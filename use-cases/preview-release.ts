import { type EditionRef, editionId } from '../domain/methodology/edition-definition.ts';
import { differencesAt } from './compare-releases.ts';
import { Forbidden, NotFound } from './errors.ts';
import { hasRole, type Identity } from './identity.ts';
import type { Candidates } from './order-ports.ts';
import type { EditionStore, RecordStore, ReleasePointer } from './ports.ts';
import type { PublicReader } from './read-ports.ts';
import { chooseCohort, chooseNode } from './released-edition.ts';

export type PreviewReleasePorts = {
  candidates: Pick<Candidates, 'get'>;
  editions: Pick<EditionStore, 'state'>;
  records: Pick<RecordStore, 'getDefinition'>;
  reader: Pick<PublicReader, 'index' | 'page'>;
};

export type PreviewQuestion = {
  edition: EditionRef;
  cohort?: string | undefined;
  node?: string | undefined;
};

/**
 * Output: the run that waits for its release, at one node, and what it would change of what readers see.
 *
 * @throws {Forbidden} for who is neither an operator nor reports for the edition
 * @throws {NotFound} where no run waits, or what waited is released
 */
export async function previewRelease(
  ports: PreviewReleasePorts,
  identity: Identity,
  { edition, ...choice }: PreviewQuestion,
) {
  await requirePartIn(ports, identity, edition);
  const [candidate, index] = await Promise.all([
    ports.candidates.get(edition),
    ports.reader.index(edition.index),
  ]);
  const current = index?.editions[edition.period];
  if (!candidate || candidate.run === current?.run)
    throw new NotFound(`No run of ${editionId(edition)} waits for its release.`);
  const { run, computedAt, release } = candidate;
  const cohort = chooseCohort(release, choice.cohort);
  const node = chooseNode(cohort, choice.node);
  const to = { run, cohorts: release.cohorts };
  const { first, rows, differences } = await differencesAt(ports.reader, current, to, cohort.id, node);
  return {
    candidate: { run, results: release.results, computedAt },
    release: current ? headingOf(current) : null,
    cohort: { id: cohort.id, name: first.cohort.field('name') },
    node: { code: node, name: first.node.field('name') },
    rows,
    differences,
  };
}

const headingOf = ({ revision, publishedAt, run, results }: ReleasePointer) => ({
  revision,
  publishedAt,
  run,
  results,
});

async function requirePartIn(
  { editions, records }: PreviewReleasePorts,
  identity: Identity,
  edition: EditionRef,
): Promise<void> {
  if (hasRole(identity, 'operator')) return;
  const state = await editions.state(edition);
  const definition = state && (await records.getDefinition(state.definition));
  const reports = definition?.reporters.some(({ agency }) => agency === identity.agency);
  if (reports && hasRole(identity, 'reporter')) return;
  throw new Forbidden(`${identity.agency} does not report for ${editionId(edition)}.`);
}
