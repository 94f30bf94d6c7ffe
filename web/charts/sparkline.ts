import { line } from 'd3-shape';
import { html } from 'hono/html';
import type { Html } from '../context.ts';

const width = 80;
const height = 20;

/** Ranks over time in the size of a word, the best on top; a gap is a gap. */
export function sparkline(ranks: readonly (number | null)[], worst: number): Html | false {
  const known = ranks.filter((rank) => rank !== null);
  if (known.length < 2) return false;
  const step = (width - 4) / (ranks.length - 1);
  const x = (place: number) => round(2 + place * step);
  const y = (rank: number) => round(2 + ((rank - 1) / Math.max(1, worst - 1)) * (height - 4));
  const path = line<number | null>()
    .defined((rank) => rank !== null)
    .x((_, place) => x(place))
    .y((rank) => y(rank!))([...ranks]);
  const last = ranks.findLastIndex((rank) => rank !== null);
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true"><path d="${path}"/><circle cx="${x(last)}" cy="${y(ranks[last]!)}" r="2"/></svg>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
