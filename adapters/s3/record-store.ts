import type { EditionDefinition } from '../../domain/methodology/edition-definition.ts';
import type { Part } from '../../domain/submission/part.ts';
import type { RecordStore } from '../../use-cases/ports.ts';
import { remember } from '../system/remember.ts';
import { type Bucket, getText, putJson } from './json-object.ts';
import { definitionObject, partObject } from './record-keys.ts';

/** What an execution environment keeps at hand: what is named by its content never changes. */
const mostDefinitions = 50;
const mostParts = 500;
/** Parts of a hundred units and more are read again: memory is for the many small ones of an edition. */
const mostCharacters = 100_000;

export function createRecordStore(records: Bucket): RecordStore {
  const definitions = new Map<string, EditionDefinition>();
  const parts = new Map<string, Promise<Part | undefined>>();
  return {
    async getDefinition(hash) {
      const known = definitions.get(hash);
      if (known) return known;
      const text = await getText(records, definitionObject(hash));
      return text === undefined
        ? undefined
        : remember(definitions, mostDefinitions, hash, JSON.parse(text) as EditionDefinition);
    },
    putDefinition: (hash, definition) => putJson(records, definitionObject(hash), definition),
    getPart: (hash) => parts.get(hash) ?? remember(parts, mostParts, hash, readPart(records, hash, parts)),
    putPart: (hash, part) => putJson(records, partObject(hash), part),
  };
}

/** Whoever asks while it is being read shares the reading; what is absent, large or failed is not remembered. */
async function readPart(records: Bucket, hash: string, parts: Map<string, unknown>) {
  let text: string | undefined;
  try {
    text = await getText(records, partObject(hash));
    return text === undefined ? undefined : (JSON.parse(text) as Part);
  } finally {
    if (text === undefined || text.length > mostCharacters) parts.delete(hash);
  }
}
