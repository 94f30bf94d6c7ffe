import { addressOf } from '../../contracts/address.ts';
import { publicRoutes as routes } from '../../contracts/public-api.ts';
import type { Responses } from '../../contracts/public-responses.ts';
import type { RecordReader } from '../../use-cases/analysed-cohort.ts';
import type { AnalysisStore } from '../../use-cases/cohort-uncertainty.ts';
import type { PublicReader } from '../../use-cases/read-ports.ts';
import { type Answer, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';
import type { Caching } from './caching.ts';

export type Records = { records: RecordReader; analyses: AnalysisStore };
type Names = 'getMethodology' | 'getCoverage' | 'explainScore' | 'getUncertainty' | 'rankWithWeights';
type Named = { index: { id: string }; period: string; release: { current?: boolean | undefined } };
type Question = { revision?: number | undefined; asOf?: string | undefined };

/**
 * What is computed when it is asked for. The engine and the client of the bucket are loaded then: a reader of a
 * ranking does not wait for them at a cold start.
 */
export const analysisOperations = ({
  reader,
  caching,
  openRecords,
}: {
  reader: PublicReader;
  caching: Caching;
  openRecords: () => Promise<Records>;
}): Operations<Pick<typeof routes, Names>, unknown, Answer> => ({
  async getMethodology(question) {
    const { getMethodology } = await import('../../use-cases/get-methodology.ts');
    const methodology = await getMethodology(reader, (await openRecords()).records, question);
    const links = linksOf('getMethodology', question, methodology);
    const body = { ...methodology, links };
    return caching.answer(body);
  },

  async getCoverage(question) {
    const { getCoverage } = await import('../../use-cases/get-coverage.ts');
    const coverage = await getCoverage(reader, (await openRecords()).records, question);
    const body: Responses['getCoverage'] = { ...coverage, links: linksOf('getCoverage', question, coverage) };
    return caching.answer(body);
  },

  async explainScore(question) {
    const { explainScore } = await import('../../use-cases/explain-score.ts');
    const explained = await explainScore(reader, (await openRecords()).records, question);
    const links = linksOf('explainScore', question, explained);
    const body: Responses['explainScore'] = { ...explained, links };
    return caching.answer(body);
  },

  async getUncertainty(question) {
    const { getUncertainty } = await import('../../use-cases/get-uncertainty.ts');
    const { records, analyses } = await openRecords();
    const uncertainty = await getUncertainty(reader, records, analyses, question);
    const links = linksOf('getUncertainty', question, uncertainty);
    const body: Responses['getUncertainty'] = { ...uncertainty, links };
    return caching.answer(body);
  },

  async rankWithWeights({ weights, ...question }) {
    const { rankWithWeights } = await import('../../use-cases/rank-with-weights.ts');
    const ranking = await rankWithWeights(reader, (await openRecords()).records, { ...question, weights });
    const links = linksOf('rankWithWeights', question, ranking);
    const body: Responses['rankWithWeights'] = { ...ranking, links };
    return json(200, body, { 'Cache-Control': 'no-store' });
  },
});

function linksOf(name: Names, question: Question & object, { index, period, release }: Named) {
  const place = { index: index.id, period };
  const { revision, asOf } = question;
  const current = { ...question, ...place, revision: undefined, asOf: undefined };
  return {
    self: addressOf(routes[name], { ...question, ...place }),
    edition: addressOf(routes.getEdition, { ...place, revision, asOf }),
    ...(!release.current && { current: addressOf(routes[name], current) }),
  };
}
