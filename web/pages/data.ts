import { html } from 'hono/html';
import { addressOf } from '../../contracts/address.ts';
import { publicRoutes as routes } from '../../contracts/public-api.ts';
import type { PortalIndex } from '../../use-cases/portal-ports.ts';
import { dataPath } from '../address.ts';
import type { Context, Html } from '../context.ts';
import { crumbsOf } from '../edition-frame.ts';
import type { Page } from '../layout.ts';

const formats = {
  csv: 'CSV',
  json: 'JSON',
  xlsx: 'XLSX',
  jsonstat: 'JSON-stat 2.0',
  'sdmx.csv': 'SDMX-CSV 2.0',
};
const citations = { bib: 'BibTeX', 'csl.json': 'CSL-JSON' };

/** Where the same numbers are for programs and for spreadsheets. */
export function dataPage(context: Context, { index, editions }: PortalIndex): Page {
  const { words, text } = context;
  const title = words.dataTitle(text(index.name));
  const cells = (names: Record<string, string>, route: 'getResults' | 'getCitation', period: string) =>
    Object.entries(names).map(
      ([format, name], place) =>
        html`${place > 0 && ' · '}<a href="${addressOf(routes[route], { index: index.index, period, format })}">${name}</a>`,
    );
  return {
    path: dataPath(index.index),
    title,
    description: `${title}. ${words.dataLead}`,
    crumbs: crumbsOf(context, index),
    body: html`<h1>${title}</h1>
<p class="lead">${words.dataLead}</p>
<div class="table" role="region" aria-label="${words.editions}" tabindex="0"><table>
<thead><tr><th scope="col">${words.edition}</th><th scope="col">${words.format}</th><th scope="col">${words.cite}</th></tr></thead>
<tbody>${editions.map(({ period }) => html`<tr><th scope="row">${period}</th><td>${cells(formats, 'getResults', period)}</td><td>${cells(citations, 'getCitation', period)}</td></tr>`)}</tbody>
</table></div>
<ul>
<li><a href="${addressOf(routes.getDataPackage, { index: index.index })}">${words.allData}</a></li>
<li><a href="${addressOf(routes.getReleaseFeed, { index: index.index })}">${words.feed}</a></li>
</ul>
<h2>API</h2>
<p>${words.apiLead} <code>${addressOf(routes.getIndex, { index: index.index })}</code>. <a href="/v1/docs">${words.apiDocs}</a></p>
${editions[0] && examples(context, index.index, editions[0].period)}`,
  };
}

/** Addresses to begin with, of the newest edition. */
function examples({ words }: Context, index: string, period: string): Html {
  const edition = { index, period };
  const addresses = {
    [words.ranking]: addressOf(routes.getRanking, edition),
    [words.apiExamples.movers]: addressOf(routes.getMovers, edition),
    [words.apiExamples.statistics]: addressOf(routes.getStatistics, edition),
    [words.apiExamples.uncertainty]: addressOf(routes.getUncertainty, edition),
    [words.pages.method]: addressOf(routes.getMethodology, edition),
  };
  return html`<dl class="facts">${Object.entries(addresses).map(([name, address]) => html`<dt>${name}</dt><dd><a href="${address}"><code>${address}</code></a></dd>`)}</dl>`;
}
