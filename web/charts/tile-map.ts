import { scaleQuantile } from 'd3-scale';
import { html } from 'hono/html';
import type { ResultRow } from '../../domain/release/run.ts';
import type { Context, Html } from '../context.ts';
import type { Tile } from '../views/tiles.ts';

const size = { width: 92, height: 48, gap: 4 };
const steps = [1, 2, 3, 4, 5];
/** So many letters fit into a line of a tile. */
const longestLine = 13;

/** A tile a unit, darker the better its rank; the rank and the name stand on it. */
export function tileMap(
  context: Context,
  tiles: readonly Tile[],
  rows: readonly ResultRow[],
  key: string,
): Html {
  const byUnit = new Map(rows.map((row) => [row.unit.id, row]));
  const step = scaleQuantile(
    rows.flatMap(({ rank }) => rank ?? []),
    steps,
  );
  const columns = 1 + Math.max(...tiles.map(({ column }) => column));
  const lines = 1 + Math.max(...tiles.map(({ row }) => row));
  const width = columns * (size.width + size.gap);
  const height = lines * (size.height + size.gap) + 34;
  return html`<svg class="tiles" viewBox="0 0 ${width} ${height}" role="img" aria-label="${key}">
<g>${steps.map((each, place) => html`<rect class="t${each}" x="${place * 40}" y="0" width="36" height="12" rx="2"/>`)}<text class="axis" x="${steps.length * 40 + 4}" y="11">${key}</text></g>
<g transform="translate(0 34)">${tiles.map((tile) => tileOf(context, tile, byUnit.get(tile.unit), step))}</g>
</svg>`;
}

function tileOf(
  { text, number }: Context,
  { column, row }: Tile,
  result: ResultRow | undefined,
  step: (rank: number) => number,
): Html | false {
  if (!result) return false;
  const { unit, rank } = result;
  const x = column * (size.width + size.gap);
  const y = row * (size.height + size.gap);
  const kind = rank === null ? 'none' : `t${step(rank)}`;
  const [first, second] = inTwoLines(text(unit.name));
  return html`<g class="tile ${kind}" transform="translate(${x} ${y})"><rect width="${size.width}" height="${size.height}" rx="4"/>
<text class="tile-rank" x="7" y="16">${rank === null ? '–' : number(rank)}</text>
${second ? html`<text class="tile-name" x="7" y="30">${first}</text><text class="tile-name" x="7" y="41">${second}</text>` : html`<text class="tile-name" x="7" y="37">${first}</text>`}</g>`;
}

function inTwoLines(name: string): [string, string?] {
  if (name.length <= longestLine) return [name];
  const middle = name.lastIndexOf(' ', longestLine);
  return middle < 0 ? [name] : [name.slice(0, middle), name.slice(middle + 1)];
}
