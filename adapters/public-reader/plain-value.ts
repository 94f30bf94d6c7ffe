import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * An attribute as plain data, the entries of a map by code-unit order of their keys: the table gives them in any order,
 * and the same content must give the same bytes, and the same ETag. One pass over what the SDK's `unmarshall` and a
 * sort would walk twice; sets and binary values, which the public's items do not have, are refused.
 */
export function plainValue(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.M !== undefined) return plainItem(attribute.M);
  if (attribute.L !== undefined) return attribute.L.map(plainValue);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.NULL !== undefined) return null;
  throw new TypeError(`An attribute of the kind ${Object.keys(attribute)} is not for the public`);
}

/** The same, an entry at a time and not before it is looked at: of twenty editions an answer shows one. */
export function plainWhenAsked(map: Record<string, AttributeValue>): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const name of Object.keys(map).sort())
    Object.defineProperty(plain, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = plainValue(map[name]!);
        Object.defineProperty(plain, name, { value, enumerable: true });
        return value;
      },
    });
  return plain;
}

export function plainItem(item: Record<string, AttributeValue>): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const name of Object.keys(item).sort()) plain[name] = plainValue(item[name]!);
  return plain;
}
