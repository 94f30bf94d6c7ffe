import { addressOf } from '../../contracts/address.ts';
import { manifestPath } from '../../contracts/proof-path.ts';
import { publicRoutes } from '../../contracts/public-api.ts';
import type { Responses } from '../../contracts/public-responses.ts';
import { getEdition } from '../../use-cases/get-edition.ts';
import { getRanking } from '../../use-cases/get-ranking.ts';
import { getUnitHistory } from '../../use-cases/get-unit-history.ts';
import { getUnitProfile } from '../../use-cases/get-unit-profile.ts';
import { jsonOf, type WithTexts } from '../../use-cases/json-text.ts';
import { listEditions } from '../../use-cases/list-editions.ts';
import { getIndex, listIndices } from '../../use-cases/list-indices.ts';
import type { Clock } from '../../use-cases/ports.ts';
import type { PublicReader } from '../../use-cases/read-ports.ts';
import { searchRanking } from '../../use-cases/search-ranking.ts';
import { type Answer, json, jsonText } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';
import { analysisOperations, type Records } from './analysis-operations.ts';
import { type Caching, createCaching, shortLived } from './caching.ts';
import { figureOperations } from './figure-operations.ts';
import { formatOperations, type Service } from './format-operations.ts';
import { releaseOperations } from './release-operations.ts';
import type { ServiceAddress } from './service-address.ts';
import { unitOperations } from './unit-operations.ts';

const routes = publicRoutes;

export type PublicPorts = {
  reader: PublicReader;
  clock: Clock;
  /** Opened when something is asked for that the table does not hold. */
  openRecords: () => Promise<Records>;
  address: ServiceAddress;
};

export function publicOperations(ports: PublicPorts): Operations<typeof routes, Service, Answer> {
  const { reader } = ports;
  const caching = createCaching(ports.clock);
  return {
    ...editionOperations(reader, caching),
    ...releaseOperations(reader),
    ...figureOperations(reader, caching),
    ...unitOperations(ports),
    ...analysisOperations({ ...ports, caching }),
    ...formatOperations(reader, caching.of),
  };
}

type Chosen<Name extends keyof typeof routes> = Operations<Pick<typeof routes, Name>, unknown, Answer>;

const editionOperations = (
  reader: PublicReader,
  caching: Caching,
): Chosen<
  | 'getService'
  | 'getDescription'
  | 'listIndices'
  | 'getIndex'
  | 'listEditions'
  | 'getEdition'
  | 'getRanking'
  | 'getUnitProfile'
  | 'getUnitHistory'
> => ({
  async getService() {
    const body: Responses['getService'] = {
      name: 'Civindex',
      version: 'v1',
      links: {
        self: addressOf(routes.getService),
        indices: addressOf(routes.listIndices),
        description: addressOf(routes.getDescription),
      },
    };
    return json(200, body, shortLived);
  },

  async getDescription() {
    // Loaded when asked for: parsing it would slow every cold start down.
    const { default: description } = await import('../../docs/openapi.json', { with: { type: 'json' } });
    return json(200, description, shortLived);
  },

  async listIndices() {
    const indices = await listIndices(reader);
    const body: Responses['listIndices'] = {
      indices: indices.map((index) => ({ ...index, links: indexLinks(index.id) })),
      links: { self: addressOf(routes.listIndices) },
    };
    return json(200, body, shortLived);
  },

  async getIndex(question) {
    const index = await getIndex(reader, question);
    const body: Responses['getIndex'] = { ...index, links: indexLinks(index.id) };
    return json(200, body, shortLived);
  },

  async listEditions(question) {
    const { index, editions } = await listEditions(reader, question);
    const body: Responses['listEditions'] = {
      index,
      editions: editions.map((edition) => {
        const place = { index: index.id, period: edition.period };
        const links = {
          self: addressOf(routes.getEdition, place),
          ranking: addressOf(routes.getRanking, place),
          proof: proofOf(place, edition.release),
        };
        return { ...edition, links };
      }),
      links: { self: addressOf(routes.listEditions, question), index: addressOf(routes.getIndex, question) },
    };
    return json(200, body, shortLived);
  },

  async getEdition(question) {
    const edition = await getEdition(reader, question);
    const place = { index: edition.index.id, period: edition.period };
    const pinned = { ...place, revision: question.revision, asOf: question.asOf };
    const body: WithTexts<Responses['getEdition'], 'release'> = {
      ...edition,
      links: {
        self: addressOf(routes.getEdition, pinned),
        ranking: addressOf(routes.getRanking, pinned),
        proof: proofOf(place, edition.release),
        ...(!edition.release.current && { current: addressOf(routes.getEdition, place) }),
      },
    };
    return caching.answer(body);
  },

  async getRanking(question) {
    const { search } = question;
    const { next, ...ranking } = await (search === undefined
      ? getRanking(reader, question)
      : searchRanking(reader, { ...question, search }));
    const { index, period, release } = ranking;
    const place = { index: index.id, period };
    const { cohort, node, limit, sort, region } = question;
    const selection = { cohort, node, sort, region, search, limit };
    const body: WithTexts<Responses['getRanking'], 'release'> = {
      ...ranking,
      links: {
        self: addressOf(routes.getRanking, { ...question, ...place }),
        edition: addressOf(routes.getEdition, {
          ...place,
          revision: question.revision,
          asOf: question.asOf,
        }),
        ...(next && { next: addressOf(routes.getRanking, { ...place, ...selection, cursor: next }) }),
        ...(!release.current && { current: addressOf(routes.getRanking, { ...place, ...selection }) }),
      },
    };
    return caching.answer(body);
  },

  async getUnitProfile(question) {
    const profile = await getUnitProfile(reader, question);
    const { cohort, revision, asOf, unit } = question;
    const place = { index: profile.index.id, period: profile.period };
    const body: WithTexts<Responses['getUnitProfile'], 'release'> = {
      ...profile,
      links: {
        self: addressOf(routes.getUnitProfile, { ...question, ...place }),
        ranking: addressOf(routes.getRanking, { ...place, cohort, revision, asOf }),
        history: addressOf(routes.getUnitHistory, { index: place.index, unit, cohort }),
        ...(!profile.release.current && {
          current: addressOf(routes.getUnitProfile, { ...place, unit, cohort }),
        }),
      },
    };
    return caching.answer(body);
  },

  async getUnitHistory(question) {
    const history = await getUnitHistory(reader, question);
    const body: WithTexts<Responses['getUnitHistory'], never> = {
      ...history,
      links: { self: addressOf(routes.getUnitHistory, question) },
    };
    return jsonText(200, jsonOf(body), shortLived);
  },
});

const proofOf = (edition: { index: string; period: string }, { revision }: { revision: number }) =>
  addressOf({ path: manifestPath }, { ...edition, revision });

const indexLinks = (index: string) => ({
  self: addressOf(routes.getIndex, { index }),
  editions: addressOf(routes.listEditions, { index }),
});
