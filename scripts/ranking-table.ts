import { readJson } from '../adapters/http/read-json.ts';
import type { Responses } from '../contracts/public-responses.ts';

type Ranking = Responses['getRanking'];

const widths = { rank: 4, unit: 24, score: 8 };

/**
 * Reads a ranking at its total over HTTP and prints it.
 *
 * @throws {Error} when it cannot be read or has no rows.
 */
export async function printRanking(
  url: string,
  { index, period, cohort, rows = 100 }: { index: string; period: string; cohort?: string; rows?: number },
): Promise<void> {
  const query = new URLSearchParams({ limit: '100', ...(cohort && { cohort }) });
  const address = `${url}/v1/indices/${index}/editions/${period}/ranking?${query}`;
  const ranking = await readJson<Ranking>(address);
  if (ranking.rows.length === 0) throw new Error(`${address} has no rows`);
  console.log(`\n${heading(ranking)}`);
  const shown = ranking.rows.filter(({ rank }) => rank !== null).slice(0, rows);
  for (const { rank, unit, score, change } of shown)
    console.log(
      `  ${String(rank).padStart(widths.rank)}  ${unit.name.vi.padEnd(widths.unit)}` +
        `${scoreText(score, ranking).padStart(widths.score)}  ${changeText(change?.rank)}`.trimEnd(),
    );
  const { total, statistics } = ranking;
  console.log(`        ${shown.length} of ${statistics.ranked} ranked, ${total} units. ${address}`);
}

function heading({ index, period, cohort, node, release }: Ranking): string {
  const origin =
    cohort.origin === 'imported' ? `imported as published (${cohort.source?.citation ?? ''})` : cohort.origin;
  const sample = release.sample ? ' · SAMPLE DATA' : '';
  return `${index.shortName} ${period} · ${cohort.name.en} · ${node.name.en} · ${origin}${sample}`;
}

/** With the decimals that the score was published with. */
const scoreText = (score: number | null, { node }: Ranking) =>
  score === null ? '–' : node.decimals === null ? String(score) : score.toFixed(node.decimals);

const changeText = (places: number | null | undefined) => {
  if (places === null || places === undefined) return '';
  return places === 0 ? '=' : places > 0 ? `▲${places}` : `▼${-places}`;
};
