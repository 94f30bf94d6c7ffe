import { html } from 'hono/html';
import { missingPath, plansPath } from '../address.ts';
import type { Context } from '../context.ts';
import type { Page } from '../layout.ts';

/** Shown at addresses that lead nowhere. */
export function missingPage({ words, language }: Context): Page {
  return {
    path: missingPath,
    title: words.missingTitle,
    description: words.missingLead,
    crumbs: [],
    body: html`<h1>${words.missingTitle}</h1>
<p class="lead">${words.missingLead}</p>
<ul><li><a href="/${language}">${words.rankings}</a></li><li><a href="/${language}${plansPath}">${words.plans}</a></li><li><a href="/v1/docs">${words.apiDocs}</a></li></ul>`,
  };
}
