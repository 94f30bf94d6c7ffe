import { html } from 'hono/html';
import type { PortalIndex } from '../../use-cases/portal-ports.ts';
import { editionPath, historyPath } from '../address.ts';
import type { Context, Html } from '../context.ts';
import type { Page } from '../layout.ts';

/** What an index is, and all its editions. */
export function indexPage(context: Context, { index, editions }: PortalIndex): Page {
  const { words, text, language } = context;
  const name = text(index.name);
  const edition = (period: string): Html =>
    html`<li><a href="/${language}${editionPath(index.index, period)}">${period}</a></li>`;
  return {
    path: historyPath(index.index),
    title: name,
    description: words.historyTitle(name),
    crumbs: [{ name: words.rankings, path: '' }],
    body: html`<h1>${name}</h1>
<nav class="choice" aria-label="${words.editions}"><ul>${editions.map(({ period }) => edition(period))}</ul></nav>`,
  };
}
