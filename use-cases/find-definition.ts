import {
  type EditionDefinition,
  type EditionRef,
  editionId,
} from '../domain/methodology/edition-definition.ts';
import { NotFound } from './errors.ts';
import type { EditionStore, RecordStore } from './ports.ts';

export type DefinitionPorts = {
  editions: Pick<EditionStore, 'state'>;
  records: Pick<RecordStore, 'getDefinition'>;
};

/** @throws {NotFound} when there is no such edition. */
export async function findDefinition(
  { editions, records }: DefinitionPorts,
  edition: EditionRef,
): Promise<{ definition: EditionDefinition; hash: string }> {
  const state = await editions.state(edition);
  const definition = state && (await records.getDefinition(state.definition));
  if (definition) return { definition, hash: state.definition };
  throw new NotFound(`There is no edition "${editionId(edition)}". /v1/indices lists the indices.`, {
    parameter: 'edition',
  });
}
