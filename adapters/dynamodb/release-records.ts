import type { ReleaseRecord } from '../../use-cases/ports.ts';
import type { ReleaseRecords } from '../../use-cases/proof-ports.ts';
import { editionReleases, type Key, releaseKey } from './keys.ts';
import { getItem, queryAll, type Table } from './table.ts';

export const createReleaseRecords = (table: Table): ReleaseRecords => ({
  async get(edition, revision) {
    const item = await getItem<Key & ReleaseRecord>(table, releaseKey(edition, revision));
    return item && withoutKey(item);
  },
  async list(edition) {
    const items = await queryAll<Key & ReleaseRecord>(table, editionReleases(edition));
    return items.map(withoutKey).reverse();
  },
});

/** A record may become another release's: where it lay must not go with it. */
const withoutKey = ({ pk: _, sk: __, ...record }: Key & ReleaseRecord): ReleaseRecord => record;
