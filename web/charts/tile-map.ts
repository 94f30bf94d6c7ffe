import { scaleQuantile } from 'd3-scale';
import { html } from 'hono/html';
import type { ResultRow } from '../../domain/release/run.ts';
import type { Context, Html } from '../context.ts';
import type { Tile } from '../views/tiles.ts';

const size = { width: 92, height: 64, gap: 4 };
const steps = [1, 2, 3, 4, 5];
/** Of the key above the tiles: a patch a step, with the ranks that it stands for. */
const key = { width: 74, height: 16, below: 46 };

/**
 * A tile a unit, darker the better its rank; the rank and the name stand on it.
 *
 * @param linkOf where a tile leads; none leads anywhere where it is absent
 */
export function tileMap(
  context: Context,
  tiles: readonly Tile[],
  rows: readonly ResultRow[],
  label: string,
  linkOf?: (unit: string) => string | undefined,
): Html {
  const byUnit = new Map(rows.map((row) => [row.unit.id, row]));
  const ranks = rows.flatMap(({ rank }) => rank ?? []);
  const step = scaleQuantile(ranks, steps);
  const stepped = [
    ...Map.groupBy(
      ranks.toSorted((a, b) => a - b),
      (rank) => step(rank),
    ),
  ];
  const columns = 1 + Math.max(...tiles.map(({ column }) => column));
  const lines = 1 + Math.max(...tiles.map(({ row }) => row));
  const width = columns * (size.width + size.gap);
  const height = lines * (size.height + size.gap) + key.below;
  const role = linkOf ? 'group' : 'img';
  return html`<svg class="tiles" viewBox="0 0 ${width} ${height}" role="${role}" aria-label="${label}">
<g aria-hidden="true">${steps.map((each, place) =>
    keyPatch(
      context,
      each,
      place,
      ranks.filter((rank) => step(rank) === each),
    ),
  )}<text class="axis" x="${stepped.length * (key.width + size.gap)}" y="13">${context.words.rank}</text></g>
<g transform="translate(0 ${key.below})">${tiles.map((tile) => tileOf(context, tile, byUnit.get(tile.unit), step, linkOf?.(tile.unit)))}</g>
</svg>`;
}

function keyPatch({ number }: Context, step: number, place: number, ranks: number[]): Html {
  const [low, high] = [ranks[0]!, ranks.at(-1)!];
  const x = place * (key.width + size.gap);
  return html`<rect class="t${step}" x="${x}" y="0" width="${key.width}" height="${key.height}" rx="2"/><text class="axis" x="${x}" y="${key.height + 15}">${low === high ? number(low) : `${number(low)}–${number(high)}`}</text>`;
}

function tileOf(
  { text, number }: Context,
  { column, row }: Tile,
  result: ResultRow | undefined,
  step: (rank: number) => number,
  link: string | undefined,
): Html {
  const x = column * (size.width + size.gap);
  const y = row * (size.height + size.gap);
  const rect = html`<rect width="${size.width}" height="${size.height}" rx="4"/>`;
  // Nothing is known of it, not even a name; without it the country would lose its shape.
  if (!result) return html`<g class="tile none" transform="translate(${x} ${y})">${rect}</g>`;
  const { unit, rank } = result;
  const kind = rank === null ? 'none' : `t${step(rank)}`;
  const [first, second] = inTwoLines(text(unit.name));
  const shown = html`${rect}
<text class="tile-rank" x="7" y="20">${rank === null ? '–' : number(rank)}</text>
<text class="tile-name" x="7" y="39">${first}</text> ${second && html`<text class="tile-name" x="7" y="55">${second}</text>`}`;
  return html`<g class="tile ${kind}" transform="translate(${x} ${y})">${link ? html`<a href="${link}">${shown}</a>` : shown}</g>`;
}

/** Broken where its longer half is shortest. */
function inTwoLines(name: string): [string, string?] {
  const words = name.split(' ');
  const halves = words
    .slice(1)
    .map((_, place): [string, string] => [
      words.slice(0, place + 1).join(' '),
      words.slice(place + 1).join(' '),
    ]);
  const longest = ([first, second]: [string, string]) => Math.max(first.length, second.length);
  return halves.sort((a, b) => longest(a) - longest(b))[0] ?? [name];
}
