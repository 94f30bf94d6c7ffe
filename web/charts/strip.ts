import { scaleLinear } from 'd3-scale';
import { html } from 'hono/html';
import type { NodeStatistics } from '../../domain/release/run.ts';
import type { Html } from '../context.ts';

const width = 220;

/** One unit among all at a node: the range as a line, the mean as a tick, its peers as a ring, the unit as a dot. */
export function strip(
  score: number | null,
  peers: number | null,
  { minimum, maximum, mean }: NodeStatistics,
): Html | false {
  if (minimum === null || maximum === null || mean === null || minimum === maximum) return false;
  const x = scaleLinear([minimum, maximum], [6, width - 6]);
  const at = (value: number) => Math.round(x(value) * 10) / 10;
  return html`<svg class="strip" viewBox="0 0 ${width} 18" aria-hidden="true"><line x1="6" x2="${width - 6}" y1="9" y2="9"/><path d="M${at(mean)} 3V15"/>${peers !== null && html`<circle class="peers" cx="${at(peers)}" cy="9" r="4"/>`}${score !== null && html`<circle cx="${at(score)}" cy="9" r="5"/>`}</svg>`;
}
