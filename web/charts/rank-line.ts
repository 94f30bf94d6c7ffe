import { scaleLinear, scalePoint } from 'd3-scale';
import { html } from 'hono/html';
import type { Html } from '../context.ts';
import { type RankHistory, segmentsOf } from '../views/rank-history.ts';

const width = 720;
const height = 250;
const margin = { top: 26, right: 26, bottom: 28, left: 44 };

/** The ranks of one unit over the editions, the best on top; dashed where the method changed on the way. */
export function rankLine(history: RankHistory, ranks: readonly (number | null)[], label: string): Html {
  const { periods, units } = history;
  const worst = Math.max(2, ...units.flatMap((unit) => unit.ranks.map((rank) => rank ?? 1)));
  const x = scalePoint(periods, [margin.left, width - margin.right]);
  const y = scaleLinear([1, worst], [margin.top, height - margin.bottom]);
  const at = (place: number): [number, number] => [round(x(periods[place]!)!), round(y(ranks[place]!))];
  const every = Math.ceil(periods.length / 14);
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
${[1, Math.round((worst + 1) / 2), worst].map((rank) => html`<line class="grid" x1="${margin.left - 10}" x2="${width - margin.right}" y1="${round(y(rank))}" y2="${round(y(rank))}"/><text class="axis" x="6" y="${round(y(rank)) + 4}">${rank}</text>`)}
${periods.map((period, place) => place % every === 0 && html`<text class="axis" x="${round(x(period)!)}" y="${height - 6}" text-anchor="middle">${period}</text>`)}
<g class="line strong series-1">${segmentsOf(history, ranks).map(({ from, to, sameMethod }) => html`<path d="M${at(from).join(' ')}L${at(to).join(' ')}"${!sameMethod && html` class="broken"`}/>`)}
${ranks.map((rank, place) => rank !== null && html`<circle cx="${at(place)[0]}" cy="${at(place)[1]}" r="4"/><text x="${at(place)[0]}" y="${at(place)[1] - 9}" text-anchor="middle">${rank}</text>`)}</g>
</svg>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
