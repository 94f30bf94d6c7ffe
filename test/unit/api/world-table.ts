import { erratumKey, indexKey, releaseKey } from '../../../adapters/dynamodb/keys.ts';
import { parseEditionId } from '../../../domain/methodology/edition-definition.ts';
import type { World } from '../../fakes/in-memory.ts';
import { PublicTable } from './public-table.ts';

/** What the public's table holds of a world: every run, its releases, and what readers see now. */
export function tableOf({ releases, runs, pointers, errata }: World): PublicTable {
  const table = new PublicTable();
  for (const run of runs.values()) table.save(run);
  for (const [id, records] of releases)
    for (const record of records)
      table.put({ ...releaseKey(parseEditionId(id), record.revision), ...record });
  const name = { vi: 'Mạng', en: 'Network' };
  for (const [index, item] of pointers)
    table.put({ ...indexKey(index), name, shortName: index, publisher: { name }, ...item });
  for (const { index, ...erratum } of errata) table.put({ ...erratumKey(index, erratum), ...erratum });
  return table;
}
