import type { Candidate, Candidates } from '../../use-cases/order-ports.ts';
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
});
