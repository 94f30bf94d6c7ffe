import { html } from 'hono/html';
import type { Context, Html } from '../context.ts';

export type Figure = {
  id: string;
  title: string;
  /** What the chart shows, in a sentence. */
  trend: string;
  svg: Html;
  /** The same figures as a table. */
  table: Html;
  /** Whether the table stands below, or opens on demand. */
  tableIsOpen?: boolean;
  /** Address of a page that shows this figure of one release for ever. */
  embed?: string;
};

/** A chart with its title, its sentence, its table, and ways to take it along. */
export function figure(context: Context, { id, title, trend, svg, table, tableIsOpen, embed }: Figure): Html {
  const { words } = context;
  return html`<figure id="${id}">
<figcaption><h2>${title}</h2><p>${trend}</p></figcaption>
<div class="chart" role="region" aria-label="${title}" tabindex="0">${svg}</div>
<div class="figure-tools needs-script">${['svg', 'png', 'csv'].map((format) => html`<button type="button" data-save="${format}">${words.save(format.toUpperCase())}</button>`)}</div>
${embed && embedCode(context, embed, title)}
${tableIsOpen ? table : html`<details><summary>${words.asTable}</summary>${table}</details>`}
</figure>`;
}

/** What others put into a page of theirs to show a figure of one release. */
export const embedCode = ({ words, language }: Context, path: string, title: string): Html =>
  html`<details class="embed"><summary>${words.embed}</summary><p class="quiet">${words.embedNote}</p><pre tabindex="0"><code data-embed="/${language}${path}">&lt;iframe src="/${language}${path}" title="${title}" width="100%" height="640"&gt;&lt;/iframe&gt;</code></pre></details>`;

/** What a table of a figure is: headings and rows of text, the first column naming the row. */
export function plainTable(
  headings: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
  label: string,
): Html {
  return html`<div class="table" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${headings.map((heading, place) => html`<th scope="col"${place > 0 && html` class="number"`}>${heading}</th>`)}</tr></thead>
<tbody>${rows.map(([name, ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
}
