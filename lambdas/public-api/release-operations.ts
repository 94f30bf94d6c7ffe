import { addressOf } from '../../contracts/address.ts';
import { manifestPath } from '../../contracts/proof-path.ts';
import { publicRoutes as routes } from '../../contracts/public-api.ts';
import type { Responses } from '../../contracts/public-responses.ts';
import { compareReleases } from '../../use-cases/compare-releases.ts';
import { listErrata } from '../../use-cases/list-errata.ts';
import { listReleases } from '../../use-cases/list-releases.ts';
import type { PublicReader } from '../../use-cases/read-ports.ts';
import { type Answer, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';
import { immutable, shortLived } from './caching.ts';

type Names = 'listReleases' | 'compareReleases' | 'listErrata';

export const releaseOperations = (
  reader: PublicReader,
): Operations<Pick<typeof routes, Names>, unknown, Answer> => ({
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
  proof: addressOf({ path: manifestPath }, { ...edition, revision }),
  ...(revision > 1 && {
    diff: addressOf(routes.compareReleases, { ...edition, revision: revision - 1, other: revision }),
  }),
});
