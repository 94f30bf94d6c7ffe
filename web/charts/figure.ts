import { html } from 'hono/html';
import type { Context, Html } from '../context.ts';

type Caption = {
  id: string;
  title: string;
  /** What the figure shows, in a sentence. */
  trend: string | Html;
  /** Address of a page that shows it of one release for ever. */
  embed?: string | undefined;
};

export type Figure = Caption & {
  svg: Html;
  /** The same figures as a table. */
  table: Html;
  /** Whether the table stands below, or opens on demand. */
  tableIsOpen?: boolean;
};

/** A chart with its title, its sentence, its table, and ways to take it along. */
export function figure(context: Context, { svg, table, tableIsOpen, ...caption }: Figure): Html {
  const { id, title, trend, embed } = caption;
  return html`<figure id="${id}">
<figcaption><h2>${title}</h2><p>${trend}</p></figcaption>
<div class="chart" role="region" aria-label="${title}" tabindex="0">${svg}</div>
${takeAlong(context, title, embed)}
${tableIsOpen ? table : html`<details><summary>${context.words.asTable}</summary>${table}</details>`}
</figure>`;
}

/** A table that is a chart at once: bars, ranges or dots stand in its cells. */
export function drawnTable(context: Context, { id, title, trend, embed, table }: Caption & { table: Html }) {
  return html`<figure id="${id}">
<figcaption><h2>${title}</h2><p>${trend}</p></figcaption>
${table}
${takeAlong(context, title, embed)}
</figure>`;
}

/** Buttons that save what the figure shows, and the code that shows it elsewhere. */
export const takeAlong = (context: Context, title: string, embed: string | undefined): Html =>
  html`<div class="figure-tools needs-script">${['svg', 'png', 'csv'].map((format) => html`<button type="button" data-save="${format}">${context.words.save(format.toUpperCase())}</button>`)}</div>
${embed !== undefined && embedCode(context, embed, title)}`;

/** What others put into a page of theirs to show a figure of one release. */
const embedCode = ({ words, language }: Context, path: string, title: string): Html =>
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
