import { addressOf } from '../../contracts/address.ts';
import { publicRoutes as routes } from '../../contracts/public-api.ts';
import { getCitation } from '../../use-cases/get-citation.ts';
import { getResults, type Results } from '../../use-cases/get-results.ts';
import { listEditions } from '../../use-cases/list-editions.ts';
import { type PublicReader, storedPageSize } from '../../use-cases/read-ports.ts';
import { findIndex } from '../../use-cases/released-edition.ts';
import type { Answer } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';
import { type Caching, shortLived } from './caching.ts';

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Names =
  | 'getResults'
  | 'getCitation'
  | 'getDataPackage'
  | 'getReleaseFeed'
  | 'getCatalogue'
  | 'getDocumentation';
type Format = 'json' | 'csv' | 'xlsx' | 'jsonstat' | 'sdmx.csv';

/** Formats leave the service, so that addresses in them say where it is. */
export type Service = { address: string };

/** Formats are written by code that is loaded when one is asked for. */
export const formatOperations = (
  reader: PublicReader,
  cachingOf: Caching['of'],
): Operations<Pick<typeof routes, Names>, Service, Answer> => ({
  async getResults({ format, ...question }) {
    const results = await getResults(reader, question);
    const caching = cachingOf(results.release);
    if (format === 'xlsx') {
      const { resultsXlsx } = await import('../../adapters/formats/results-xlsx.ts');
      const body = Buffer.from(await resultsXlsx(results)).toString('base64');
      return { ...text(body, workbook, caching), isBase64Encoded: true };
    }
    const [mediaType, body] = await writeResults(results, format);
    return text(body, mediaType, caching);
  },

  async getCitation({ format, ...question }, { address }) {
    const { bibTex, cslJson } = await import('../../adapters/formats/citation.ts');
    const place = await getCitation(
      reader,
      question,
      (revision, period) =>
        address + addressOf(routes.getEdition, { index: question.index, period, revision }),
    );
    const caching = cachingOf(place.release);
    if (format === 'bib') return text(bibTex(place), 'application/x-bibtex; charset=utf-8', caching);
    return text(JSON.stringify(cslJson(place)), 'application/vnd.citationstyles.csl+json', caching);
  },

  async getDataPackage(question, { address }) {
    const { dataPackage } = await import('../../adapters/formats/data-package.ts');
    const body = dataPackage(await listEditions(reader, question), storedPageSize, address);
    return text(JSON.stringify(body), 'application/json', shortLived);
  },

  async getReleaseFeed({ index }, { address }) {
    const { releaseFeed } = await import('../../adapters/formats/atom.ts');
    const feed = releaseFeed(await findIndex(reader, index), address);
    return text(feed, 'application/atom+xml', shortLived);
  },

  async getCatalogue(_, { address }) {
    const { dcatCatalogue } = await import('../../adapters/formats/dcat.ts');
    const catalogue = dcatCatalogue(await reader.catalogue(), address);
    return text(JSON.stringify(catalogue), 'application/ld+json', shortLived);
  },

  async getDocumentation() {
    const { apiPage, apiPagePolicy } = await import('../../adapters/formats/api-page.ts');
    const { default: description } = await import('../../docs/openapi.json', { with: { type: 'json' } });
    const headers = { ...shortLived, 'Content-Security-Policy': apiPagePolicy };
    return text(apiPage(description as never), 'text/html; charset=utf-8', headers);
  },
});

async function writeResults(
  results: Results,
  format: Exclude<Format, 'xlsx'>,
): Promise<[mediaType: string, body: string]> {
  switch (format) {
    case 'json':
      return ['application/json', JSON.stringify(results)];
    case 'csv': {
      const { resultsCsv } = await import('../../adapters/formats/results-csv.ts');
      return ['text/csv; charset=utf-8', resultsCsv(results)];
    }
    case 'sdmx.csv': {
      const { resultsSdmxCsv } = await import('../../adapters/formats/results-sdmx-csv.ts');
      return ['application/vnd.sdmx.data+csv; version=2.0', resultsSdmxCsv(results)];
    }
    case 'jsonstat': {
      const { resultsJsonStat } = await import('../../adapters/formats/results-json-stat.ts');
      return ['application/json', JSON.stringify(resultsJsonStat(results))];
    }
  }
}

const text = (body: string, mediaType: string, headers: Record<string, string>): Answer => ({
  statusCode: 200,
  headers: { ...headers, 'Content-Type': mediaType },
  body,
});
