import type { EditionRef } from '../domain/methodology/edition-definition.ts';
import { type Identity, requireRole } from './identity.ts';
import type { ReleaseRecord } from './ports.ts';
import type { ReleaseRecords } from './proof-ports.ts';
import type { PublicReader } from './read-ports.ts';

/**
 * Output: the releases that an order may be about, newest first, as they are this very moment: what the public reads
 *   is kept for a minute on its way.
 *
 * @throws {Forbidden} for who is no operator
 */
export async function listEditionReleases(
  { releaseRecords, reader }: { releaseRecords: ReleaseRecords; reader: Pick<PublicReader, 'index'> },
  identity: Identity,
  { edition }: { edition: EditionRef },
): Promise<(ReleaseRecord & { current: boolean })[]> {
  requireRole(identity, 'operator');
  const [records, index] = await Promise.all([releaseRecords.list(edition), reader.index(edition.index)]);
  const current = index?.editions[edition.period]?.revision;
  return records.map((record) => ({ ...record, current: record.revision === current }));
}
