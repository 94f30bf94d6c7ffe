import type { ReleaseRecord } from '../../use-cases/ports.ts';
import type { ReleaseRecords } from '../../use-cases/proof-ports.ts';
import { editionReleases, releaseKey } from './keys.ts';
import { getItem, queryAll, type Table } from './table.ts';

export const createReleaseRecords = (table: Table): ReleaseRecords => ({
  get: (edition, revision) => getItem<ReleaseRecord>(table, releaseKey(edition, revision)),
  list: async (edition) => (await queryAll<ReleaseRecord>(table, editionReleases(edition))).reverse(),
});
