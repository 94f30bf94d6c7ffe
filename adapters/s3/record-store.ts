import type { EditionDefinition } from '../../domain/methodology/edition-definition.ts';
import type { RecordStore } from '../../use-cases/ports.ts';
import { remember } from '../system/remember.ts';
import { type Bucket, getJson, putJson } from './json-object.ts';
import { definitionObject, partObject } from './record-keys.ts';

/** Definitions that an execution environment keeps at hand: what is named by its content never changes. */
const mostRemembered = 50;

export function createRecordStore(records: Bucket): RecordStore {
  const remembered = new Map<string, EditionDefinition>();
  return {
    async getDefinition(hash) {
      const known = remembered.get(hash);
      if (known) return known;
      const definition = await getJson<EditionDefinition>(records, definitionObject(hash));
      return definition && remember(remembered, mostRemembered, hash, definition);
    },
    putDefinition: (hash, definition) => putJson(records, definitionObject(hash), definition),
    getPart: (hash) => getJson(records, partObject(hash)),
    putPart: (hash, part) => putJson(records, partObject(hash), part),
  };
}
