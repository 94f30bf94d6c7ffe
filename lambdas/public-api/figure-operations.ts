import { addressOf } from '../../contracts/address.ts';
import { publicRoutes as routes } from '../../contracts/public-api.ts';
import type { Responses } from '../../contracts/public-responses.ts';
import { compareUnits } from '../../use-cases/compare-units.ts';
import { getMovers } from '../../use-cases/get-movers.ts';
import { getStatistics } from '../../use-cases/get-statistics.ts';
import type { WithTexts } from '../../use-cases/json-text.ts';
import type { PublicReader } from '../../use-cases/read-ports.ts';
import type { Answer } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';
import type { Caching } from './caching.ts';

type Route = (typeof routes)['getMovers' | 'getStatistics' | 'compareUnits'];
type Named = { index: { id: string }; period: string; release: { current?: boolean | undefined } };
type Selection = {
  cohort?: string | undefined;
  node?: string | undefined;
  units?: string;
  revision?: number | undefined;
  asOf?: string | undefined;
};

export const figureOperations = (
  reader: PublicReader,
  caching: Caching,
): Operations<Pick<typeof routes, 'getMovers' | 'getStatistics' | 'compareUnits'>, unknown, Answer> => ({
  async getMovers(question) {
    const movers = await getMovers(reader, question);
    const body: WithTexts<Responses['getMovers'], 'release'> = {
      ...movers,
      links: linksOf(routes.getMovers, question, movers),
    };
    return caching.answer(body);
  },

  async getStatistics(question) {
    const figures = await getStatistics(reader, question);
    const links = linksOf(routes.getStatistics, question, figures);
    const body: WithTexts<Responses['getStatistics'], 'release'> = { ...figures, links };
    return caching.answer(body);
  },

  async compareUnits(question) {
    const comparison = await compareUnits(reader, question);
    const links = linksOf(routes.compareUnits, { ...question, units: question.units.join(',') }, comparison);
    const body: WithTexts<Responses['compareUnits'], 'release'> = { ...comparison, links };
    return caching.answer(body);
  },
});

function linksOf(route: Route, question: Selection, { index, period, release }: Named) {
  const place = { index: index.id, period };
  const { cohort, node, revision, asOf } = question;
  return {
    self: addressOf(route, { ...question, ...place }),
    ranking: addressOf(routes.getRanking, { ...place, cohort, node, revision, asOf }),
    ...(!release.current && {
      current: addressOf(route, { ...question, ...place, revision: undefined, asOf: undefined }),
    }),
  };
}
