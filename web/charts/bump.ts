import { scaleLinear, scalePoint } from 'd3-scale';
import { html } from 'hono/html';
import type { Context, Html } from '../context.ts';
import { type RankHistory, segmentsOf } from '../views/rank-history.ts';

const width = 900;
const margin = { top: 26, right: 170, bottom: 12, left: 44 };
const step = 13;
/** So many lines can be told apart at all; of more units, the first are drawn. */
const mostLines = 80;

/** Ranks of all units over the editions: a line a unit, dashed where the method changed on the way. */
export function bumpChart(context: Context, history: RankHistory): Html {
  const { periods, units } = history;
  const drawn = units.slice(0, mostLines);
  const worst = Math.max(...drawn.flatMap(({ ranks }) => ranks.map((rank) => rank ?? 1)));
  const height = margin.top + margin.bottom + Math.max(180, step * (worst - 1));
  const x = scalePoint(periods, [margin.left, width - margin.right]);
  const y = scaleLinear([1, Math.max(2, worst)], [margin.top, height - margin.bottom]);
  const at = (place: number, rank: number): [number, number] => [round(x(periods[place]!)!), round(y(rank))];
  const ticks = [1, ...y.ticks(6).filter((tick) => Number.isInteger(tick) && tick > 1)];
  return html`<svg class="bump" viewBox="0 0 ${width} ${height}" role="img" aria-label="${context.words.trend}">
${periods.map((period) => html`<text class="axis" x="${round(x(period)!)}" y="14" text-anchor="middle">${period}</text><line class="grid" x1="${round(x(period)!)}" x2="${round(x(period)!)}" y1="${margin.top - 6}" y2="${height - margin.bottom}"/>`)}
${ticks.map((rank) => html`<text class="axis" x="8" y="${round(y(rank)) + 4}">${rank}</text>`)}
${drawn.map((unit, place) => unitLines(context, unit, place, history, at))}
</svg>`;
}

function unitLines(
  { text }: Context,
  { id, name, ranks }: RankHistory['units'][number],
  place: number,
  history: RankHistory,
  at: (place: number, rank: number) => [number, number],
): Html | false {
  const last = ranks.findLastIndex((rank) => rank !== null);
  if (last < 0) return false;
  const [endX, endY] = at(last, ranks[last]!);
  const isNow = last === ranks.length - 1;
  return html`<g class="line${place < 3 && ` strong series-${place + 1}`}" data-unit="${id}"><title>${text(name)}</title>
${segmentsOf(history, ranks).map(({ from, to, sameMethod }) => html`<path d="M${at(from, ranks[from]!).join(' ')}L${at(to, ranks[to]!).join(' ')}"${!sameMethod && html` class="broken"`}/>`)}
<circle cx="${endX}" cy="${endY}" r="3"/>
${isNow && html`<text x="${endX + 8}" y="${endY + 4}">${text(name)}</text>`}
</g>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
