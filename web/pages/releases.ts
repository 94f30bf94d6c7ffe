import { html } from 'hono/html';
import { addressOf } from '../../contracts/address.ts';
import { publicRoutes as routes } from '../../contracts/public-api.ts';
import type { PortalIndex } from '../../use-cases/portal-ports.ts';
import type { ReleaseRecord } from '../../use-cases/ports.ts';
import { releasePath, releasesPath } from '../address.ts';
import type { Context, Html } from '../context.ts';
import { crumbsOf } from '../edition-frame.ts';
import type { Page } from '../layout.ts';

/** Every release of every edition, and what the public was told of them. */
export function releasesPage(context: Context, { index, releases, errata }: PortalIndex): Page {
  const { words, text, date } = context;
  const title = words.releasesTitle(text(index.name));
  const all = [...releases].sort(([a], [b]) => (a < b ? 1 : -1));
  return {
    path: releasesPath(index.index),
    title,
    description: title,
    crumbs: crumbsOf(context, index),
    body: html`<h1>${title}</h1>
<section aria-labelledby="errata"><h2 id="errata">${words.errata}</h2>
${errata.length === 0 ? html`<p>${words.noErrata}</p>` : html`<dl class="errata">${errata.map(({ period, revision, kind, at, note }) => html`<dt>${period}, ${words.revision(revision)} · ${words.kinds[kind]} · <time datetime="${at}">${date(at)}</time></dt><dd>${text(note)}</dd>`)}</dl>`}
</section>
<section aria-labelledby="releases"><h2 id="releases">${words.indexPages.releases}</h2>
<div class="table" role="region" aria-label="${words.editions}" tabindex="0"><table>
<thead><tr><th scope="col">${words.edition}</th><th scope="col">${words.release}</th><th scope="col">${words.published}</th><th scope="col">${words.note}</th><th scope="col">${words.differences}</th></tr></thead>
<tbody>${all.flatMap(([period, each]) => each.map((release) => releaseRow(context, index.index, period, release)))}</tbody>
</table></div></section>`,
  };
}

function releaseRow(
  { words, text, date, language }: Context,
  index: string,
  period: string,
  release: ReleaseRecord,
): Html {
  const { revision, publishedAt, note, withdrawn } = release;
  const before = revision - 1;
  const difference = addressOf(routes.compareReleases, { index, period, revision: before, other: revision });
  return html`<tr><th scope="row">${period}</th><td><a href="/${language}${releasePath(index, period, revision)}">${words.revision(revision)}</a></td><td><time datetime="${publishedAt}">${date(publishedAt)}</time></td><td>${withdrawn ? html`<b>${words.withdrawn}</b> ${text(withdrawn.note)}` : note && text(note)}</td><td>${revision > 1 && !withdrawn && html`<a href="${difference}">${before} → ${revision}</a>`}</td></tr>`;
}
