import { addressOf } from '../../contracts/address.ts';
import { publicRoutes } from '../../contracts/public-api.ts';
import type { Responses } from '../../contracts/public-responses.ts';
import { compareReleases } from '../../use-cases/compare-releases.ts';
import { getEdition } from '../../use-cases/get-edition.ts';
import { getRanking } from '../../use-cases/get-ranking.ts';
import { getUnitHistory } from '../../use-cases/get-unit-history.ts';
import { getUnitProfile } from '../../use-cases/get-unit-profile.ts';
import { listEditions } from '../../use-cases/list-editions.ts';
import { listErrata } from '../../use-cases/list-errata.ts';
import { getIndex, listIndices } from '../../use-cases/list-indices.ts';
import { listReleases } from '../../use-cases/list-releases.ts';
import type { PublicReader } from '../../use-cases/read-ports.ts';
import { type Answer, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';

const routes = publicRoutes;

/** Readers may keep an answer for a minute, and show it for five more while they fetch the next. */
const shortLived = { 'Cache-Control': 'public, max-age=60, stale-while-revalidate=300' };
const immutable = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/**
 * A superseded release never changes and never becomes current again, so its answers are kept for ever. An
 * answer of the current release, pinned or not, says that it is current, which the next release makes untrue.
 */
const forReaders = (body: { release: { current: boolean } }): Answer =>
  json(200, body, body.release.current ? shortLived : immutable);

export const publicOperations = (reader: PublicReader): Operations<typeof routes, void, Answer> => ({
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
    const body: Responses['getEdition'] = {
      ...edition,
      links: {
        self: addressOf(routes.getEdition, pinned),
        ranking: addressOf(routes.getRanking, pinned),
        ...(!edition.release.current && { current: addressOf(routes.getEdition, place) }),
      },
    };
    return forReaders(body);
  },

  async getRanking(question) {
    const { next, ...ranking } = await getRanking(reader, question);
    const { index, period, release } = ranking;
    const place = { index: index.id, period };
    const { cohort, node, limit } = question;
    const selection = { cohort, node, limit };
    const body: Responses['getRanking'] = {
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
    return forReaders(body);
  },

  async getUnitProfile(question) {
    const profile = await getUnitProfile(reader, question);
    const { cohort, revision, asOf, unit } = question;
    const place = { index: profile.index.id, period: profile.period };
    const body: Responses['getUnitProfile'] = {
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
    return forReaders(body);
  },

  async getUnitHistory(question) {
    const history = await getUnitHistory(reader, question);
    const body: Responses['getUnitHistory'] = {
      ...history,
      links: { self: addressOf(routes.getUnitHistory, question) },
    };
    return json(200, body, shortLived);
  },

  async listReleases(question) {
    const { releases, ...edition } = await listReleases(reader, question);
    const place = { index: edition.index.id, period: edition.period };
    const body: Responses['listReleases'] = {
      ...edition,
      releases: releases.map((release) => ({ ...release, links: releaseLinks(place, release.revision) })),
      links: {
        self: addressOf(routes.listReleases, place),
        edition: addressOf(routes.getEdition, place),
      },
    };
    return json(200, body, shortLived);
  },

  async compareReleases(question) {
    const comparison = await compareReleases(reader, question);
    const place = { index: comparison.index.id, period: comparison.period };
    const body: Responses['compareReleases'] = {
      ...comparison,
      links: {
        self: addressOf(routes.compareReleases, { ...question, ...place }),
        from: addressOf(routes.getEdition, { ...place, revision: question.revision }),
        to: addressOf(routes.getEdition, { ...place, revision: question.other }),
      },
    };
    return json(200, body, question.period === 'latest' ? shortLived : immutable);
  },

  async listErrata(question) {
    const { index, errata } = await listErrata(reader, question);
    const body: Responses['listErrata'] = {
      index,
      errata: errata.map((erratum) => ({
        ...erratum,
        links: { releases: addressOf(routes.listReleases, { index: index.id, period: erratum.period }) },
      })),
      links: { self: addressOf(routes.listErrata, question), index: addressOf(routes.getIndex, question) },
    };
    return json(200, body, shortLived);
  },
});

const releaseLinks = (edition: { index: string; period: string }, revision: number) => ({
  edition: addressOf(routes.getEdition, { ...edition, revision }),
  ...(revision > 1 && {
    diff: addressOf(routes.compareReleases, { ...edition, revision: revision - 1, other: revision }),
  }),
});

const indexLinks = (index: string) => ({
  self: addressOf(routes.getIndex, { index }),
  editions: addressOf(routes.listEditions, { index }),
});
