import { html } from 'hono/html';
import type { CohortResult, NodeResult } from '../../domain/release/run.ts';
import { editionPagePath, embedPath } from '../address.ts';
import { takeAlong } from '../charts/figure.ts';
import type { Context, Html } from '../context.ts';
import {
  crumbsOf,
  type EditionMaterial,
  editionChoice,
  editionTabs,
  originNote,
  releaseNote,
} from '../edition-frame.ts';
import { dataBlock, type Page } from '../layout.ts';
import { keyOf } from '../views/ranking.ts';

/** What the script that puts units side by side finds in the page. */
export type ComparedCohort = {
  nodes: { code: string; name: string; decimals: number | null }[];
  words: { best: string; remove: string; part: string; rank: string; range: string };
};

/** So many are proposed to who has chosen none. */
const proposed = 3;

/** All units at the total and its parts; a script shows two to five of them side by side. */
export function comparePage(context: Context, material: EditionMaterial): Page {
  const { words, text } = context;
  const { index, release } = material;
  const cohort = release.cohorts[0]!;
  const title = words.compareTitle(text(index.name), release.period);
  const units = withFigures(comparedNodes(cohort)).map(({ unit }) => unit);
  const first = units.slice(0, proposed);
  return {
    path: editionPagePath(index.index, release.period, 'compare'),
    title,
    description: `${title}. ${words.compareLead}`,
    crumbs: crumbsOf(context, index),
    scripts: ['compare', 'figures'],
    body: html`<h1>${title}</h1>
${editionTabs(context, material, 'compare')}
${editionChoice(context, material, 'compare')}
<div class="needs-script"><p class="lead">${words.compareLead} <span id="proposal">${words.forExample} <a href="?units=${first.map(({ id }) => id).join()}">${first.map(({ name }) => text(name)).join(', ')}</a>.</span></p>
<form class="tools" id="choose"><label>${words.add} <input type="search" name="unit" list="units" autocomplete="off"></label><datalist id="units">${units.map(({ name }) => html`<option value="${text(name)}">`)}</datalist></form>
<ul class="choice chosen" id="chosen" aria-live="polite"></ul></div>
<p class="lead without-script">${words.compareStatic}</p>
${comparison(context, material)}
<p class="quiet">${originNote(context, cohort)}</p>
${releaseNote(context, material)}`,
  };
}

/** The figure of the units that were chosen, filled by the script, and the table that it is filled from. */
export function comparison(context: Context, { index, release }: EditionMaterial): Html {
  const { words } = context;
  const { period, pointer, cohorts } = release;
  const nodes = comparedNodes(cohorts[0]!);
  const embed = embedPath(index.index, period, pointer.revision, 'compare');
  return html`<figure id="side-by-side" hidden>
<figcaption><h2>${words.sideBySide}</h2><p aria-live="polite"></p></figcaption>
<div class="table" role="region" aria-label="${words.sideBySide}" tabindex="0"></div>
${takeAlong(context, words.sideBySide, embed)}
</figure>
<section id="all"><h2>${words.allUnits}</h2>
${allUnits(context, nodes)}</section>
${dataBlock('compared', dataOf(context, nodes))}`;
}

/** The total and its parts; of a flat list all. */
function comparedNodes({ nodes }: CohortResult): NodeResult[] {
  const total = nodes[0]!.code;
  const parts = nodes.filter(({ parent }) => parent === total);
  return [nodes[0]!, ...(parts.length > 0 ? parts : nodes.slice(1))];
}

/** Units that have a score somewhere, by their place in the total. */
const withFigures = (nodes: NodeResult[]) =>
  nodes[0]!.rows.filter(({ unit }) =>
    nodes.some(({ rows }) => rows.some((row) => row.unit.id === unit.id && row.score !== null)),
  );

function dataOf({ words, text }: Context, nodes: NodeResult[]): ComparedCohort {
  return {
    nodes: nodes.map(({ code, name, decimals }) => ({ code, name: text(name), decimals })),
    words: {
      best: words.compareTrend('{unit}', '{count}', '{all}'),
      remove: words.remove('{unit}'),
      part: words.part,
      rank: words.rank,
      range: words.lowestToHighest,
    },
  };
}

function allUnits({ words, text, number }: Context, nodes: NodeResult[]): Html {
  const scores = nodes.map((node) => new Map(node.rows.map((row) => [row.unit.id, row])));
  const cell = (unit: string, place: number) => {
    const row = scores[place]!.get(unit);
    const shown = row?.score ?? null;
    return html`<td class="number"${row?.rank != null && html` data-rank="${row.rank}"`}${shown !== null && html` data-score="${shown}"`}>${shown !== null && number(shown, nodes[place]!.decimals)}</td>`;
  };
  return html`<div class="table" role="region" aria-label="${words.allUnits}" tabindex="0"><table id="all-units" class="dense">
<thead><tr><th scope="col">${words.unit}</th>${nodes.map(({ name }) => html`<th scope="col" class="number">${text(name)}</th>`)}</tr></thead>
<tbody>${withFigures(nodes).map(({ unit }) => html`<tr data-unit="${unit.id}" data-key="${keyOf(unit.name)}"><th scope="row">${text(unit.name)}</th>${nodes.map((_, place) => cell(unit.id, place))}</tr>`)}</tbody>
</table></div>`;
}
