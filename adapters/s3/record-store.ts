import type { RecordStore } from '../../use-cases/ports.ts';
import { type Bucket, getJson, putJson } from './json-object.ts';
import { definitionObject, partObject } from './record-keys.ts';

export function createRecordStore(records: Bucket): RecordStore {
  return {
    getDefinition: (hash) => getJson(records, definitionObject(hash)),
    putDefinition: (hash, definition) => putJson(records, definitionObject(hash), definition),
    getPart: (hash) => getJson(records, partObject(hash)),
    putPart: (hash, part) => putJson(records, partObject(hash), part),
  };
}
