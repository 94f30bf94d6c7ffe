import type { PublicKey } from '../../contracts/proof-documents.ts';
import type { KeyStore } from '../../use-cases/proof-ports.ts';
import { signingKeyKey, signingKeys } from './keys.ts';
import { putItem, queryAll, type Table } from './table.ts';

/** A key is written once and never taken away: what it signed must stay checkable after a rotation. */
export function createKeyStore(table: Table): KeyStore {
  const kept = new Set<string>();
  return {
    async keep(key) {
      if (kept.has(key.kid)) return;
      const { kty, crv, x, y, kid, alg, use } = key;
      const item = { ...signingKeyKey(kid), kty, crv, x, y, kid, alg, use };
      await putItem(table, item, {
        ConditionExpression: 'attribute_not_exists(pk) OR kid = :kid',
        values: { ':kid': kid },
      });
      kept.add(kid);
    },
    async list() {
      const items = await queryAll<PublicKey>(table, signingKeys);
      return items.map(({ kty, crv, x, y, kid, alg, use }) => ({ kty, crv, x, y, kid, alg, use }));
    },
  };
}
