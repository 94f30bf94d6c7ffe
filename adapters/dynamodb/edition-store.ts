import type { EditionRef } from '../../domain/methodology/edition-definition.ts';
import type { AgendaEntry, EditionState, EditionStore, PartRegistration } from '../../use-cases/ports.ts';
import { datasetGrowth, datasetGrowthWrite, slotWrite } from './dataset.ts';
import {
  editionDataset,
  editionParts,
  editionStateKey,
  editions,
  periodEditions,
  submissionKey,
} from './keys.ts';
import { registerDefinition } from './register-definition.ts';
import { checkOf, getItem, queryAll, type Table, transact, updateItem } from './table.ts';

export function createEditionStore(table: Table): EditionStore {
  const remembered = new Map<string, PeriodEntry[]>();
  return {
    state: async (edition) => stateOf(await getItem<StateItem>(table, editionStateKey(edition))),
    currentParts: async (edition) => partsOf(await queryAll<PartRegistration>(table, editionParts(edition))),
    async dataset(edition) {
      // A query reads in key order: the state before the slots, so that these are never older than it says.
      const [first, ...slots] = await queryAll<StateItem & PartRegistration>(table, editionDataset(edition));
      const state = stateOf(first);
      return state && { ...state, parts: partsOf(slots) };
    },
    async editionsUsing(period, indicators, asOf) {
      const known = asOf === 'remembered' ? remembered.get(period) : undefined;
      const entries = known ?? (await queryAll<PeriodEntry>(table, periodEditions(period)));
      remembered.set(period, entries);
      return editionsUsing(entries, period, new Set(indicators));
    },
    async recordRefusal(edition, refusal) {
      await updateItem(table, editionStateKey(edition), {
        UpdateExpression: 'SET refusal = :refusal',
        ConditionExpression: 'datasetVersion = :version',
        values: { ':refusal': refusal, ':version': refusal.datasetVersion },
      });
    },
    async clearRefusal(edition, { at }) {
      await updateItem(table, editionStateKey(edition), {
        UpdateExpression: 'REMOVE refusal',
        ConditionExpression: 'refusal.#at = :at',
        ExpressionAttributeNames: { '#at': 'at' },
        values: { ':at': at },
      });
    },
    agenda: () => readAgenda(table),
    registerDefinition: (...registration) => registerDefinition(table, ...registration),
    async adoptPart(edition, registration) {
      const refused = await transact(table, [
        stillAccepted(table, registration),
        slotWrite(table, edition, registration, '<'),
        datasetGrowthWrite(table, edition),
      ]);
      return refused ? 'unchanged' : 'adopted';
    },
    async bumpDatasetVersion(edition) {
      const state = await updateItem<EditionState>(table, editionStateKey(edition), datasetGrowth);
      return state!.datasetVersion;
    },
  };
}

/** A file that its agency took back while this edition was being defined does not come in by this door. */
const stillAccepted = (table: Table, { submissionId }: PartRegistration) =>
  checkOf(table, submissionKey(submissionId), {
    ConditionExpression: '#status = :accepted',
    ExpressionAttributeNames: { '#status': 'status' },
    values: { ':accepted': 'accepted' },
  });

type StateItem = Partial<EditionState>;

/** A part may have been adopted before the definition that it belongs to is in force. */
const stateOf = ({ definition, datasetVersion = 0, refusal }: StateItem = {}): EditionState | undefined =>
  definition === undefined ? undefined : { definition, datasetVersion, ...(refusal && { refusal }) };

const partsOf = (slots: PartRegistration[]): PartRegistration[] =>
  slots
    .map(({ source, agency, submissionId, hash, kind }) => ({ source, agency, submissionId, hash, kind }))
    .sort((a, b) => (a.submissionId < b.submissionId ? -1 : 1));

type PeriodEntry = { index: string; indicators?: Iterable<string> };

/** A period has tens of editions: reading them all costs less than an item for each indicator would. */
function editionsUsing(entries: PeriodEntry[], period: string, wanted: Set<string>): EditionRef[] {
  return entries
    .filter(({ indicators = [] }) => [...indicators].some((indicator) => wanted.has(indicator)))
    .map(({ index }) => ({ index, period }));
}

async function readAgenda(table: Table): Promise<AgendaEntry[]> {
  const entries = await queryAll<AgendaEntry & { window: AgendaEntry['submission'] }>(table, editions);
  return entries.map(({ index, period, name, window, cohorts, reporters, reviewers = [] }) => ({
    index,
    period,
    name,
    submission: window,
    cohorts,
    reporters,
    reviewers,
  }));
}
