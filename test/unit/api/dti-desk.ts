import type { EditionDefinition } from '../../../domain/methodology/edition-definition.ts';
import { createHandler } from '../../../lambdas/desk-api/handler.ts';
import { Unauthorised, Upstream } from '../../../use-cases/errors.ts';
import type { Identity, TokenVerifier } from '../../../use-cases/identity.ts';
import { World } from '../../fakes/in-memory.ts';
import { deskPorts, type Question } from './desk.ts';
import { memoryLog, request } from './request.ts';

const people: Record<string, Identity> = {
  'token-mic': { subject: 'lan', agency: 'mic', roles: ['reporter'] },
  'token-vcci': { subject: 'minh', agency: 'vcci', roles: ['reporter'] },
  'token-reader': { subject: 'hoa', agency: 'mic', roles: ['viewer'] },
  'token-operator': { subject: 'an', agency: 'portal', roles: ['operator'] },
};

const verifier: TokenVerifier = {
  verify: async (token) => {
    if (token === 'token-during-outage') throw new Upstream('The keys cannot be had.');
    const identity = people[token];
    if (!identity) throw new Unauthorised('The token is not valid here: sign in again.');
    return identity;
  },
};

const text = { vi: 'Chỉ số', en: 'Index' };
const cohort = (id: string) => ({
  origin: 'imported' as const,
  id,
  name: text,
  unitSet: { id, name: text },
  units: [],
  source: { citation: 'mic.gov.vn' },
  nodes: [{ code: 'dti', name: text }],
});

const restated = {
  origin: 'restated' as const,
  id: 'units-34-restated',
  name: text,
  unitSet: { id: 'units-34', name: text },
  units: [],
  formerUnits: [],
  lineage: [],
  from: { cohort: 'provinces-63', period: '2024', origin: 'imported' as const },
  rule: { method: 'mean' as const, atLeast: 1 },
  indicators: [],
  of: 'scores' as const,
  nodes: [],
  ranking: { ties: 'competition' as const, on: 'rounded' as const },
};

/**
 * DTI 2024 has two cohorts that are reported, the ministry reports both, the chamber of commerce the new units
 * only; and one that is made from the old units.
 */
const definition = (submission: Partial<EditionDefinition['submission']> = {}): EditionDefinition => ({
  schema: 1,
  index: {
    kind: 'index',
    id: 'dti-province',
    name: text,
    shortName: 'DTI',
    description: text,
    publisher: { name: text },
  },
  period: '2024',
  cohorts: [cohort('provinces-63'), cohort('units-34'), restated],
  release: 'automatic',
  submission: { numbers: 'vi', ...submission },
  reporters: [{ agency: 'mic' }, { agency: 'vcci', cohorts: ['units-34'] }],
  publishedStatistics: [],
  regions: {},
});

export const submissions = '/v1/desk/submissions';
export const ours = 'https://civindex.example.org';
export const file = { edition: 'dti-province/2024', fileName: 'Chuyển đổi số (2024).csv' };

/** The desk with DTI 2024 defined, its ports in memory. */
export function openDtiDesk() {
  const world = new World();
  const define = (submission?: Partial<EditionDefinition['submission']>) =>
    void world.definitions.set('d1', definition(submission));
  define();
  const state = { definition: 'd1', definitionSubmission: '01', datasetVersion: 1 };
  world.states.set('dti-province/2024', state);
  const handler = createHandler({
    verifier,
    origins: [ours],
    log: memoryLog(),
    ports: deskPorts(world),
  });
  const ask = (token: string | undefined, address: string, { headers, ...rest }: Question = {}) =>
    handler(
      request(address, {
        ...rest,
        headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      }),
    );
  const post = (token: string, body: unknown, headers = {}, address = submissions) =>
    ask(token, address, { method: 'POST', body, headers });
  return { world, define, ask, post };
}
