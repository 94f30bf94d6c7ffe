import type { EditionRef } from '../../domain/methodology/edition-definition.ts';
import { editionId } from '../../domain/methodology/edition-definition.ts';
import type { EditionStore, PartRegistration, Submission, SubmissionStore } from '../../use-cases/ports.ts';
import type { World } from './in-memory.ts';

export const slotKey = ({
  source,
  agency,
  kind,
}: Pick<PartRegistration, 'source' | 'agency'> & { kind?: string }) =>
  `${editionId(source)}#${source.cohort}#${agency}${kind === 'verification' ? '#VERIFIED' : ''}`;

export function submissionStore(world: World): SubmissionStore {
  const slotsOf = (edition: EditionRef) => {
    const id = editionId(edition);
    if (!world.slots.has(id)) world.slots.set(id, new Map());
    return world.slots.get(id)!;
  };
  const asOfNow = (submission: Submission): Submission => {
    const { status, edition, cohort, agency } = submission;
    if (status !== 'accepted' || !edition) return submission;
    const slot = slotsOf(edition).get(`${editionId(edition)}#${cohort}#${agency}`);
    return slot?.submissionId === submission.id ? submission : { ...submission, status: 'superseded' };
  };
  return {
    create: async (submission) => void world.submissions.set(submission.id, submission),
    get: async (id) => {
      const submission = structuredClone(world.submissions.get(id));
      return submission && asOfNow(submission);
    },
    listByAgency: async (agency, cursor, { edition, status } = {}) => ({
      submissions: [...world.submissions.values()]
        .filter((s) => s.agency === agency && (!cursor || s.id < cursor))
        .map(asOfNow)
        .filter((s) => !status || s.status === status)
        .filter((s) => !edition || (s.edition && editionId(s.edition) === editionId(edition)))
        .sort((a, b) => (a.id > b.id ? -1 : 1)),
    }),
    accept: async ({ submission, judgedBy, registration, touched, objectVersion, decidedAt, report }) => {
      const current = world.submissions.get(submission.id)!;
      if (current.status !== 'awaiting-upload') return 'already-decided';
      if (world.states.get(editionId(touched[0]!))?.definition !== judgedBy) return 'definition-changed';
      const decision = { objectVersion, decidedAt, report, part: registration.hash, touched };
      const key = slotKey(registration);
      const newer = touched.some((e) => (slotsOf(e).get(key)?.submissionId ?? '') > submission.id);
      world.submissions.set(submission.id, {
        ...current,
        ...decision,
        status: newer ? 'superseded' : 'accepted',
      });
      if (newer) return 'superseded';
      for (const edition of touched) {
        slotsOf(edition).set(key, registration);
        world.states.get(editionId(edition))!.datasetVersion++;
      }
      return 'accepted';
    },
    decide: async (submission, decision) => {
      const current = world.submissions.get(submission.id)!;
      if (current.status !== 'awaiting-upload') return 'already-decided';
      world.submissions.set(submission.id, { ...current, ...decision });
      return 'decided';
    },
  };
}

export function editionStore(world: World): EditionStore {
  const partsOf = (edition: EditionRef) =>
    [...(world.slots.get(editionId(edition))?.values() ?? [])].sort((a, b) =>
      a.submissionId < b.submissionId ? -1 : 1,
    );
  return {
    state: async (edition) => structuredClone(world.states.get(editionId(edition))),
    dataset: async (edition) => {
      const state = structuredClone(world.states.get(editionId(edition)));
      return state && { ...state, parts: partsOf(edition) };
    },
    currentParts: async (edition) => partsOf(edition),
    editionsUsing: async (period, indicators) => {
      const asked = [...indicators];
      return [...world.users.values()]
        .filter(
          ({ edition, indicators: used }) => edition.period === period && asked.some((i) => used.has(i)),
        )
        .map(({ edition }) => edition);
    },
    registerDefinition: async (definition, hash, submissionId) => {
      const edition = { index: definition.index.id, period: definition.period };
      const state = world.states.get(editionId(edition));
      if (state && state.definitionSubmission > submissionId) return 'superseded';
      world.agenda.set(editionId(edition), {
        ...edition,
        name: definition.index.name,
        submission: definition.submission,
        cohorts: definition.cohorts.flatMap(({ origin, id, name }) =>
          origin === 'restated' ? [] : [{ id, name }],
        ),
        reporters: definition.reporters,
        reviewers: definition.reviewers ?? [],
      });
      const indicators = definition.cohorts.flatMap((c) =>
        c.origin === 'imported' ? [] : c.indicators.map((i) => i.id),
      );
      world.users.set(editionId(edition), { edition, indicators: new Set(indicators) });
      const changed = state?.definition !== hash;
      const datasetVersion = (state?.datasetVersion ?? 0) + (changed ? 1 : 0);
      world.states.set(editionId(edition), {
        ...state,
        definition: hash,
        definitionSubmission: submissionId,
        datasetVersion,
      });
      return changed ? 'registered' : 'unchanged';
    },
    adoptPart: async (edition, registration) => {
      const id = editionId(edition);
      if (!world.slots.has(id)) world.slots.set(id, new Map());
      const slots = world.slots.get(id)!;
      if ((slots.get(slotKey(registration))?.submissionId ?? '') >= registration.submissionId)
        return 'unchanged';
      if (world.submissions.get(registration.submissionId)?.status !== 'accepted') return 'unchanged';
      slots.set(slotKey(registration), registration);
      world.states.get(id)!.datasetVersion++;
      return 'adopted';
    },
    agenda: async () => [...world.agenda].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
    recordRefusal: async (edition, refusal) => {
      const state = world.states.get(editionId(edition))!;
      if (state.datasetVersion === refusal.datasetVersion) state.refusal = structuredClone(refusal);
    },
    clearRefusal: async (edition, { at }) => {
      const state = world.states.get(editionId(edition))!;
      if (state.refusal?.at === at) delete state.refusal;
    },
    bumpDatasetVersion: async (edition) => ++world.states.get(editionId(edition))!.datasetVersion,
  };
}
