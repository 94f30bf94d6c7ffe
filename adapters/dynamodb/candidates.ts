import { unmarshall } from '@aws-sdk/util-dynamodb';
import { editionId } from '../../domain/methodology/edition-definition.ts';
import type { Candidate, Candidates } from '../../use-cases/order-ports.ts';
import { getItems } from './batch-get.ts';
import { candidateKey } from './keys.ts';
import { getItem, putItem, type Table } from './table.ts';

export const createCandidates = (table: Table): Candidates => ({
  propose: (candidate) =>
    putItem(
      table,
      { ...candidateKey(candidate), ...candidate },
      {
        ConditionExpression: 'attribute_not_exists(pk) OR datasetVersion <= :version',
        values: { ':version': candidate.datasetVersion },
      },
    ),
  async get(edition) {
    const item = await getItem<Candidate>(table, candidateKey(edition));
    if (!item) return undefined;
    const { index, period, run, datasetVersion, computedAt, release } = item;
    return { index, period, run, datasetVersion, computedAt, release };
  },
  async runs(editions) {
    const items = await getItems(table, editions.map(candidateKey), { consistent: false });
    const found = items.map((item) => unmarshall(item) as Candidate);
    return new Map(found.map((candidate) => [editionId(candidate), candidate.run]));
  },
});
