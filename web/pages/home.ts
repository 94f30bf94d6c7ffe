import { html } from 'hono/html';
import type { PortalHome } from '../../use-cases/portal-ports.ts';
import { releasedPeriods } from '../../use-cases/released-edition.ts';
import { editionPath, historyPath, homePath } from '../address.ts';
import type { Context, Html } from '../context.ts';
import type { Page } from '../layout.ts';

const mostNews = 8;

/** Every index with its editions, and what was published last. */
export function homePage(context: Context, { indices }: PortalHome): Page {
  const { words } = context;
  return {
    path: homePath,
    title: words.homeTitle,
    description: words.homeLead,
    crumbs: [],
    body: html`<h1>${words.homeTitle}</h1>
<p class="lead">${words.homeLead}</p>
<section aria-labelledby="indices">
<h2 id="indices">${words.indices}</h2>
${indices.length === 0 ? html`<p>${words.nothingYet}</p>` : html`<ul class="cards">${indices.map((entry) => indexCard(context, entry))}</ul>`}
</section>
${indices.length > 0 && newsSection(context, indices)}`,
  };
}

const newsSection = (context: Context, indices: Entry[]): Html =>
  html`<section aria-labelledby="newest">
<h2 id="newest">${context.words.newest}</h2>
<ol class="news">${newest(indices).map((news) => newsLine(context, news))}</ol>
</section>`;

type Entry = PortalHome['indices'][number];

function indexCard(context: Context, entry: Entry): Html {
  const { words, language, text, number } = context;
  const periods = releasedPeriods(entry);
  const [latest] = periods;
  const isSample = Object.values(entry.editions).some(({ sample }) => sample);
  const { rows, decimals } = entry.leaders;
  return html`<li class="card">
<h3><a href="/${language}${editionPath(entry.index, latest!)}">${text(entry.name)} ${latest}</a></h3>
<p>${text(entry.description)}</p>
<ol class="leaders">${rows.map(({ unit, rank, score }) => html`<li><b>${number(rank!)}</b> <span>${text(unit.name)}</span> ${score !== null && html`<span class="number quiet">${number(score, decimals)}</span>`}</li>`)}</ol>
${isSample && html`<p class="warning">${words.sample}</p>`}
<p class="quiet">${text(entry.publisher.name)} · <a href="/${language}${historyPath(entry.index)}">${words.editionCount(periods.length)}, ${periods.at(-1)}${periods.length > 1 && `–${latest}`}</a></p>
</li>`;
}

type News = { entry: Entry; period: string; revision: number; publishedAt: string };

function newest(indices: Entry[]): News[] {
  return indices
    .flatMap((entry) =>
      Object.entries(entry.editions).map(([period, { revision, publishedAt }]) => ({
        entry,
        period,
        revision,
        publishedAt,
      })),
    )
    .sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1))
    .slice(0, mostNews);
}

const newsLine = (
  { language, words, date, text }: Context,
  { entry, period, revision, publishedAt }: News,
): Html =>
  html`<li><a href="/${language}${editionPath(entry.index, period)}">${text(entry.name)} ${period}</a><span class="quiet"><time datetime="${publishedAt}">${date(publishedAt)}</time>, ${words.revision(revision)}</span></li>`;
