import type { EditionRef } from '../../domain/methodology/edition-definition.ts';
import type { LatePermission } from '../../domain/submission/window.ts';
import type { LatePermissions } from '../../use-cases/late-permissions.ts';
import { agencyPermissions, editionPermissions, latePermissionKeys } from './keys.ts';
import { getItem, putOf, queryAll, type Table, transact } from './table.ts';

type StoredPermission = LatePermission & EditionRef;

export const createLatePermissions = (table: Table): LatePermissions => ({
  async grant({ index, period }, permission) {
    const stored: StoredPermission = { index, period, ...permission };
    const keys = latePermissionKeys(stored, permission.agency, permission.until);
    const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
    const refused = await transact(
      table,
      keys.map((key) => putOf(table, { ...key, ...stored }, isNew)),
    );
    const first = refused && (await getItem<StoredPermission>(table, keys[0]));
    return first ? permissionOf(first) : permission;
  },
  async ofEdition(edition) {
    const stored = await queryAll<StoredPermission>(table, editionPermissions(edition));
    return stored.map(permissionOf).sort((a, b) => (a.grantedAt < b.grantedAt ? -1 : 1));
  },
  async ofAgency(agency) {
    const stored = await queryAll<StoredPermission>(table, agencyPermissions(agency));
    return stored.map(({ index, period, ...rest }) => ({
      edition: { index, period },
      ...permissionOf(rest),
    }));
  },
});

const permissionOf = ({ agency, until, reason, grantedBy, grantedAt }: LatePermission): LatePermission => ({
  agency,
  until,
  reason,
  grantedBy,
  grantedAt,
});
