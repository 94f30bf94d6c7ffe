import { html } from 'hono/html';
import { deskPath } from '../address.ts';
import type { Context } from '../context.ts';
import type { Page } from '../layout.ts';

/** The desk for agencies: an empty shell, since what it shows is for whoever signs in; its script does the rest. */
export function deskPage({ words }: Context): Page {
  return {
    path: deskPath,
    title: words.desk,
    description: words.deskLead,
    crumbs: [],
    scripts: ['desk'],
    body: html`<h1>${words.desk}</h1>
<p class="lead">${words.deskLead}</p>
<p class="without-script">${words.deskNeedsScript}</p>
<div id="desk" class="needs-script"></div>`,
  };
}
