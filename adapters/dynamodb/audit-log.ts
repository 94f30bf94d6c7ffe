import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { EditionRef } from '../../domain/methodology/edition-definition.ts';
import type { AuditEntry } from '../../domain/proof/audit-chain.ts';
import type { AuditLog } from '../../use-cases/append-audit.ts';
import { auditActKey, auditEntries, auditEntryKey } from './keys.ts';
import { isConflict, putOf, type Table, toItem, transact } from './table.ts';

const pageSize = 100;

/** The log has a table of its own, in which nobody may delete or update. */
export const createAuditLog = (table: Table): AuditLog => ({
  async last(edition) {
    const [entry] = await query(table, edition, { from: 1, forward: false, limit: 1 });
    return entry;
  },
  async append(entry, act) {
    const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
    try {
      const refused = await transact(table, [
        putOf(table, { ...auditEntryKey(entry.edition, entry.sequence), body: JSON.stringify(entry) }, isNew),
        putOf(table, { ...auditActKey(entry.edition, act), sequence: entry.sequence }, isNew),
      ]);
      if (!refused) return 'appended';
      return refused.has(1) ? 'known' : 'moved';
    } catch (error) {
      if (isConflict(error)) return 'moved';
      throw error;
    }
  },
  list: (edition, from) => query(table, edition, { from, forward: true, limit: pageSize }),
});

async function query(
  { client, tableName }: Table,
  edition: EditionRef,
  { from, forward, limit }: { from: number; forward: boolean; limit: number },
): Promise<AuditEntry[]> {
  const { pk } = auditEntries(edition);
  const command = new QueryCommand({
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: toItem({
      ':pk': pk,
      ':from': auditEntryKey(edition, from).sk,
      ':to': auditEntryKey(edition, 999_999_999).sk,
    }),
    ScanIndexForward: forward,
    Limit: limit,
    ConsistentRead: true,
  });
  const { Items = [] } = await client.send(command);
  return Items.map((item) => JSON.parse(String(unmarshall(item)['body'])) as AuditEntry);
}
