import { html } from 'hono/html';
import type { ReleaseRecord } from '../../use-cases/ports.ts';
import type { PublicIndex } from '../../use-cases/read-ports.ts';
import { historyPath } from '../address.ts';
import type { Context } from '../context.ts';
import { crumbsOf } from '../edition-frame.ts';
import type { Page } from '../layout.ts';

/** In the place of figures that were taken back: that they were, when, and why. */
export function withdrawnPage(
  context: Context,
  index: PublicIndex,
  period: string,
  { revision, withdrawn }: Pick<ReleaseRecord, 'revision' | 'withdrawn'>,
  path: string,
): Page {
  const { words, text, date, language } = context;
  const lead = words.withdrawnLead(revision, date(withdrawn!.at));
  return {
    path,
    title: words.withdrawnTitle(text(index.name), period),
    description: lead,
    crumbs: crumbsOf(context, index),
    body: html`<h1>${words.withdrawnTitle(text(index.name), period)}</h1>
<p class="lead">${lead}</p>
<p>${text(withdrawn!.note)}</p>
<p><a href="/${language}${historyPath(index.index)}">${text(index.name)}</a></p>`,
  };
}
