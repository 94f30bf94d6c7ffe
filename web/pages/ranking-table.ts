import { html } from 'hono/html';
import type { Text } from '../../domain/methodology/definitions.ts';
import { changeCause } from '../../domain/release/change-cause.ts';
import type { StoredRow } from '../../use-cases/read-ports.ts';
import { unitPath } from '../address.ts';
import { rangeBar, scoreBar } from '../charts/score-bar.ts';
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

/**
 * From here on rows come in slices, of which a browser lays out those near its window alone, and may tell of those
 * alone: so it is told how many rows there are, and which one each is.
 */
export const manyRows = 200;
const rowsInSlice = 10;

/** The ranking as a table; scripts sort and filter it by what stands in its `data-` attributes. */
export function rankingTable(context: Context, view: RankingView, settings: TableSettings): Html {
  const { words } = context;
  const { has, cohort, ranked } = view;
  const isMany = ranked.length > manyRows;
  const slices = slicesOf(ranked, isMany ? rowsInSlice : ranked.length);
  const heading = (name: string | Html, key: string, kind = '') =>
    html`<th scope="col" class="${kind}" data-sort="${key}">${name}</th>`;
  return html`<div class="table" role="region" aria-label="${words.ranking}: ${context.text(cohort.name)}" tabindex="0">
<table class="ranking${isMany && ' many'}"${isMany && html` aria-rowcount="${ranked.length + 1}"`}>
<thead><tr${isMany && html` aria-rowindex="1"`}>
${heading(words.rank, 'rank', 'number rank')}
${heading(words.unit, 'name', 'unit')}
${has.change && heading(changeHeading(context, cohort.comparison), 'change', 'number change')}
${has.interval && heading(words.interval, 'interval', 'number interval')}
${has.score && heading(words.score, 'score', 'number score')}
${has.grade && heading(words.grade, 'grade', 'grade')}
${has.history && html`<th scope="col" class="trend">${words.trend}</th>`}
</tr></thead>
${slices.map((rows, slice) => html`<tbody>${rows.map((row, place) => tableRow(context, row, view, settings, isMany && html` aria-rowindex="${slice * rowsInSlice + place + 2}"`))}</tbody>`)}
</table>
</div>`;
}

const slicesOf = <Row>(rows: readonly Row[], size: number): Row[][] =>
  Array.from({ length: Math.max(1, Math.ceil(rows.length / size)) }, (_, place) =>
    rows.slice(place * size, (place + 1) * size),
  );

/** Against which edition, and what changes may come from. */
const changeHeading = ({ words }: Context, comparison: RankingView['cohort']['comparison']): Html =>
  html`${words.changeOn(comparison?.period ?? '')}${comparison && html`<small>${words.causes[changeCause(comparison)]}</small>`}`;

function tableRow(
  context: Context,
  row: RankingRow,
  { has, node, ranked, worst }: RankingView,
  settings: TableSettings,
  rowIndex: Html | false,
): Html {
  const { unit, rank, score, grade, change, bar, key, history } = row;
  const { language, text, number } = context;
  const region = unit.region ? settings.regions[unit.region] : undefined;
  const name = text(unit.name);
  return html`<tr id="${unit.id}"${rowIndex} data-key="${key}"${unit.region && html` data-region="${unit.region}"`}${change?.rank != null && html` data-change="${change.rank}"`}${score !== null && html` data-score="${score}"`}>
<td class="number rank">${number(rank!)}</td>
<th scope="row" class="unit">${settings.profiles.has(unit.id) ? html`<a href="/${language}${unitPath(settings.index, unit.id)}">${name}</a>` : name}${region && html`<small>${text(region)}</small>`}</th>
${has.change && html`<td class="number change">${changeMark(context, change?.rank ?? null) || newMark(context)}</td>`}
${has.interval && intervalCell(context, row, ranked.length)}
${has.score && html`<td class="number score">${score !== null && number(score, node.decimals)}${bar !== null && scoreBar(bar)}</td>`}
${has.grade && html`<td class="grade">${grade}</td>`}
${has.history && html`<td class="trend">${sparkline(history, worst)}</td>`}
</tr>`;
}

/** An arrow for those who see it, a word for those who hear it. */
export function changeMark({ words, number }: Context, places: number | null): Html | false {
  if (places === null) return false;
  if (places === 0) return mark('same', '=', words.same);
  const isUp = places > 0;
  const size = Math.abs(places);
  return isUp
    ? mark('up', `▲\u202f${number(size)}`, words.up(size))
    : mark('down', `▼\u202f${number(size)}`, words.down(size));
}

/** One element: thousands of rows have one each. */
const mark = (kind: 'up' | 'down' | 'same', seen: string, heard: string): Html =>
  html`<span class="${kind}" role="img" aria-label="${heard}" title="${heard}">${seen}</span>`;

/** Of a unit that had no rank before. */
const newMark = ({ words }: Context): Html => html`<span class="same">${words.newHere}</span>`;

/** Percentiles lie between two ranks at times: the nearer one is told. */
export function intervalText({ number }: Context, row: StoredRow): string {
  const interval = intervalOf(row);
  if (!interval) return '';
  const [low, high] = [Math.round(interval.low), Math.round(interval.high)];
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}

/** From the first rank to the last, the ones that the unit may have. */
function intervalCell(context: Context, row: RankingRow, ranked: number): Html {
  const interval = intervalOf(row);
  if (!interval) return html`<td class="number interval"></td>`;
  const { low, high } = interval;
  return html`<td class="number interval" data-low="${low}">${intervalText(context, row)}${rangeBar((low - 1) / ranked, high / ranked)}</td>`;
}
