import { html } from 'hono/html';
import type { PortalIndex } from '../../use-cases/portal-ports.ts';
import { dataPath, editionPath, historyPath, releasesPath, unitPath } from '../address.ts';
import { bumpChart } from '../charts/bump.ts';
import { figure, plainTable } from '../charts/figure.ts';
import type { Context, Html } from '../context.ts';
import type { Page } from '../layout.ts';
import { mostOftenFirst, type RankHistory, rankHistories } from '../views/rank-history.ts';

/** What an index is, all its editions, and how ranks went through them. */
export function indexPage(context: Context, { index, editions }: PortalIndex): Page {
  const { words, text, language } = context;
  const name = text(index.name);
  const histories = rankHistories(editions).filter(({ periods }) => periods.length > 1);
  const profiles = new Set(
    editions[0]?.cohorts.flatMap(({ nodes }) => nodes[0]!.rows.map(({ unit }) => unit.id)),
  );
  return {
    path: historyPath(index.index),
    title: name,
    description: index.description ? text(index.description) : words.historyTitle(name),
    crumbs: [{ name: words.rankings, path: '' }],
    scripts: ['figures'],
    body: html`<h1>${name}</h1>
${index.description && html`<p class="lead">${text(index.description)}</p>`}
<p class="quiet">${words.publisher}: ${index.publisher.url ? html`<a href="${index.publisher.url}" rel="noopener">${text(index.publisher.name)}</a>` : text(index.publisher.name)} · <a href="/${language}${dataPath(index.index)}">${words.indexPages.data}</a> · <a href="/${language}${releasesPath(index.index)}">${words.indexPages.releases}</a></p>
<nav class="choice" aria-label="${words.editions}"><ul>${editions.map(({ period }) => html`<li><a href="/${language}${editionPath(index.index, period)}">${period}</a></li>`)}</ul></nav>
${histories.map((history) => historyFigure(context, index.index, history, profiles))}`,
  };
}

function historyFigure(
  context: Context,
  index: string,
  history: RankHistory,
  profiles: ReadonlySet<string>,
): Html {
  const { words, text, language, number } = context;
  const { periods, units, unitSet } = history;
  const rows = units.map(({ id, name, ranks }) => [
    profiles.has(id) ? html`<a href="/${language}${unitPath(index, id)}">${text(name)}</a>` : text(name),
    ...ranks.map((rank) => (rank === null ? '' : number(rank))),
  ]);
  return html`<section>
<div class="tools needs-script"><label>${words.chooseUnits} <select data-highlight="history-${unitSet.id}"><option value=""></option>${units.map(({ id, name }) => html`<option value="${id}">${text(name)}</option>`)}</select></label></div>
${figure(context, {
  id: `history-${unitSet.id}`,
  title: `${words.unitHistory}: ${text(unitSet.name)}`,
  trend: trendOf(context, history),
  svg: bumpChart(context, history),
  table: plainTable([words.unit, ...periods], rows, `${words.asTable}: ${text(unitSet.name)}`),
})}
</section>`;
}

function trendOf({ words, text }: Context, history: RankHistory): string {
  const { periods, units, sameMethod } = history;
  const first = units.find(({ ranks }) => ranks.at(-1) === 1);
  const most = mostOftenFirst(history);
  const lead =
    first && most
      ? words.historyTrend(
          text(first.name),
          periods[0]!,
          periods.at(-1)!,
          text(most.name),
          words.times(most.times),
        )
      : '';
  return sameMethod.slice(1).every(Boolean) ? lead : `${lead} ${words.dashed}`;
}
