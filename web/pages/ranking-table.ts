import { html } from 'hono/html';
import type { Text } from '../../domain/methodology/definitions.ts';
import { unitPath } from '../address.ts';
import { scoreBar } from '../charts/score-bar.ts';
import { sparkline } from '../charts/sparkline.ts';
import type { Context, Html } from '../context.ts';
import { intervalOf, type RankingRow, type RankingView } from '../views/ranking.ts';

export type TableSettings = {
  index: string;
  /** By code. */
  regions: Record<string, Text>;
  /** Units that have a page of their own. */
  profiles: ReadonlySet<string>;
};

/** From here on columns keep their widths, so that a browser lays out only the rows that change. */
const manyRows = 200;

/** The ranking as a table; scripts sort and filter it by what stands in its `data-` attributes. */
export function rankingTable(context: Context, view: RankingView, settings: TableSettings): Html {
  const { words } = context;
  const { has, cohort, ranked } = view;
  const comparison = cohort.comparison?.period ?? '';
  const heading = (name: string, key: string, kind = '') =>
    html`<th scope="col" class="${kind}" data-sort="${key}">${name}</th>`;
  return html`<div class="table" role="region" aria-label="${words.ranking}: ${context.text(cohort.name)}" tabindex="0">
<table class="ranking${ranked.length > manyRows ? ' many' : ''}">
<thead><tr>
${heading(words.rank, 'rank', 'number')}
${heading(words.unit, 'name')}
${has.change && heading(words.changeOn(comparison), 'change', 'number')}
${has.interval && heading(words.interval, 'interval', 'number')}
${has.score && heading(words.score, 'score', 'number')}
${has.grade && heading(words.grade, 'grade')}
${has.history && html`<th scope="col" class="trend">${words.trend}</th>`}
</tr></thead>
<tbody>${ranked.map((row) => tableRow(context, row, view, settings))}</tbody>
</table>
</div>`;
}

function tableRow(
  context: Context,
  row: RankingRow,
  { has, node, ranked }: RankingView,
  settings: TableSettings,
): Html {
  const { unit, rank, score, grade, change, bar, key, history } = row;
  const { language, text, number } = context;
  const region = unit.region ? settings.regions[unit.region] : undefined;
  const name = text(unit.name);
  return html`<tr id="${unit.id}" data-key="${key}"${unit.region && html` data-region="${unit.region}"`}${change?.rank != null && html` data-change="${change.rank}"`}${score !== null && html` data-score="${score}"`}>
<td class="number rank">${number(rank!)}</td>
<th scope="row">${settings.profiles.has(unit.id) ? html`<a href="/${language}${unitPath(settings.index, unit.id)}">${name}</a>` : name}${region && html`<small>${text(region)}</small>`}</th>
${has.change && html`<td class="number">${changeMark(context, change?.rank ?? null)}</td>`}
${has.interval && html`<td class="number">${intervalText(context, row)}</td>`}
${has.score && html`<td class="number score">${score !== null && number(score, node.decimals)}${bar !== null && scoreBar(bar)}</td>`}
${has.grade && html`<td>${grade}</td>`}
${has.history && html`<td class="trend">${sparkline(history, ranked.length)}</td>`}
</tr>`;
}

/** An arrow for those who see it, a word for those who hear it. */
export function changeMark({ words, number }: Context, places: number | null): Html | false {
  if (places === null) return false;
  if (places === 0)
    return html`<span class="same" title="${words.same}"><span aria-hidden="true">=</span><span class="heard">${words.same}</span></span>`;
  const isUp = places > 0;
  const size = Math.abs(places);
  return html`<span class="${isUp ? 'up' : 'down'}"><span aria-hidden="true">${isUp ? '▲' : '▼'}&#8239;${number(size)}</span><span class="heard">${isUp ? words.up(size) : words.down(size)}</span></span>`;
}

function intervalText({ number }: Context, row: RankingRow): string {
  const interval = intervalOf(row);
  if (!interval) return '';
  const { low, high } = interval;
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}
