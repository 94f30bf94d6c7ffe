import type { AuditDocument, Drawings, Figure, Section, Table } from './audit-document.ts';
import { escapeXml } from './draw-chart.ts';
import { PAGE_STYLE } from './page-style.ts';

/** One page that needs nothing else: no script, no font, no file beside it. */
export function toHtml(document: AuditDocument, drawings: Drawings): string {
  const { language, title, subtitle, warning, contents, sections } = document;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${escapeXml(title)}</h1>
<p>${escapeXml(subtitle)}</p>
${warning ? `<p class="warning">${escapeXml(warning)}</p>` : ''}
</header>
<nav aria-label="${escapeXml(contents)}"><ol>
${sections.map(({ id, title: name }) => `<li><a href="#${id}">${escapeXml(name)}</a></li>`).join('\n')}
</ol></nav>
<main>
${sections.map((section) => sectionOf(section, drawings)).join('\n')}
</main>
</body>
</html>
`;
}

const sectionOf = ({ id, title, paragraphs, figures }: Section, drawings: Drawings): string =>
  `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${escapeXml(title)}</h2>
${paragraphs.map((paragraph) => `<p>${escapeXml(paragraph)}</p>`).join('\n')}
${figures.map((figure) => figureOf(figure, drawings)).join('\n')}
</section>`;

/** The heading names chart and table alike, so that neither is met without it. */
function figureOf({ id, title, says, table }: Figure, drawings: Drawings): string {
  const drawing = drawings.get(id);
  return `<figure id="${id}" aria-labelledby="${id}-title">
<figcaption><h3 id="${id}-title">${escapeXml(title)}</h3><p>${escapeXml(says)}</p></figcaption>
${drawing ? `<div class="chart">${drawing}</div>` : ''}
${tableOf(table, id)}
</figure>`;
}

function tableOf({ columns, rows }: Table, id: string): string {
  if (rows.length === 0) return '';
  const side = (place: number) => (columns[place]!.align === 'right' ? ' class="number"' : '');
  const head = columns
    .map(({ heading }, place) => `<th scope="col"${side(place)}>${escapeXml(heading)}</th>`)
    .join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell, place) => `<td${side(place)}>${cellOf(cell)}</td>`).join('')}</tr>`)
    .join('\n');
  return `<div class="table" role="region" aria-labelledby="${id}-title" tabindex="0"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody></table></div>`;
}

const cellOf = (cell: string | null): string => (cell === null ? '–' : escapeXml(cell));
