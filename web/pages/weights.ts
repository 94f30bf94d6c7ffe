import { html } from 'hono/html';
import type { CohortResult, ResultRow } from '../../domain/release/run.ts';
import { editionPagePath, valuesAddress } from '../address.ts';
import { takeAlong } from '../charts/figure.ts';
import { scoreBar } from '../charts/score-bar.ts';
import type { Context, Html } from '../context.ts';
import {
  crumbsOf,
  type EditionMaterial,
  editionChoice,
  editionTabs,
  isComputed,
  releaseNote,
} from '../edition-frame.ts';
import { dataBlock, type Page } from '../layout.ts';
import { frameworkTree, type TreeNode } from '../views/framework-tree.ts';
import { intervalText } from './ranking-table.ts';

/** What the script finds in the page. */
export type WeightsData = {
  /** Address of the engine's script. */
  engine: string;
  /** Where the values are that it computes from. */
  values: string;
  decimals: number;
  words: Record<'trend' | 'reach' | 'always' | 'reachOpen' | 'working' | 'failed', string>;
};

/** Weights of one's own: sliders on the tree, the engine in the browser. */
export function weightsPage(context: Context, material: EditionMaterial): Page {
  const { words, text } = context;
  const { index, release } = material;
  const { period, pointer } = release;
  const cohort = release.cohorts.find(isComputed)!;
  const tree = frameworkTree(release.definition.cohorts.find(({ id }) => id === cohort.id)!, cohort);
  const title = words.weightsTitle(text(index.name), period);
  const data: WeightsData = {
    values: valuesAddress(index.index, period, pointer.revision, cohort.id),
    engine: context.assets.get('engine') ?? '',
    decimals: cohort.nodes[0]!.decimals ?? 2,
    words: {
      trend: words.weightsTrend('{unit}', '{moved}'),
      reach: words.reachAnswer('{unit}', '{best}', '{worst}'),
      always: words.reachAlways('{unit}', '{best}'),
      reachOpen: words.reachOpen,
      working: words.working,
      failed: words.failed,
    },
  };
  return {
    path: editionPagePath(index.index, period, 'weights'),
    title,
    description: `${title}. ${words.weightsLead}`,
    crumbs: crumbsOf(context, index),
    scripts: ['weights', 'figures'],
    body: html`<h1>${title}</h1>
<p class="lead needs-script">${words.weightsLead}</p>
<p class="lead without-script">${words.weightsStatic}</p>
${editionTabs(context, material, 'weights')}
${editionChoice(context, material, 'weights')}
<div class="workbench">
<div class="controls">
<form id="weights">${tree.filter(({ weight, depth }) => weight !== undefined && depth > 0).map((node) => slider(context, node))}
<p class="buttons needs-script"><button type="button" id="official">${words.officialWeights}</button><button type="button" id="share" data-done="${words.copied}">${words.copyLink}</button></p>
<p class="quiet needs-script">${words.linkHolds}</p></form>
<div class="needs-script">
<h2>${words.reach}</h2>
<form class="tools" id="reach"><label>${words.unit} <select name="unit">${cohort.nodes[0]!.rows.flatMap(({ unit, rank }) => (rank === null ? [] : [html`<option value="${unit.id}">${text(unit.name)}</option>`]))}</select></label><button>${words.reachStart}</button></form>
<p id="reachable" aria-live="polite"></p></div>
</div>
<figure id="own-ranking" class="results" data-title="${title}">
<figcaption><p id="trend" class="lead" aria-live="polite">${words.weightsOfficial}</p></figcaption>
${resultTable(context, cohort)}
${takeAlong(context, title, undefined)}
</figure>
</div>
${dataBlock('weights-data', data)}
${releaseNote(context, material)}`,
  };
}

function slider({ text, percent }: Context, { code, name, weight, depth, parent }: TreeNode): Html {
  return html`<div class="slider depth-${Math.min(depth, 4)}"><label for="w-${code}">${text(name)}</label>
<output for="w-${code}">${percent(weight!)}</output>
<span class="without-script">${scoreBar(weight!)}</span>
<input class="needs-script" type="range" id="w-${code}" name="${code}" min="0" max="100" step="1" value="${Math.round(100 * weight!)}" data-weight="${weight}" data-family="${parent}"></div>`;
}

function resultTable(context: Context, { nodes }: CohortResult): Html {
  const { words, text, number } = context;
  const { rows, decimals } = nodes[0]!;
  const ranked = (row: ResultRow) => {
    const { unit, rank, score } = row;
    return html`<tr data-unit="${unit.id}"><td class="number rank">${number(rank!)}</td><th scope="row">${text(unit.name)}</th><td class="number" data-official="${rank}">${number(rank!)}</td><td class="number interval">${intervalText(context, row)}</td><td class="number">${score !== null && number(score, decimals)}</td></tr>`;
  };
  return html`<div class="table" role="region" aria-label="${words.ranking}" tabindex="0"><table id="result">
<thead><tr><th scope="col" class="number">${words.yourRank}</th><th scope="col">${words.unit}</th><th scope="col" class="number">${words.officialRank}</th><th scope="col" class="number interval">${words.ranksUnderDoubt}</th><th scope="col" class="number">${words.yourScore}</th></tr></thead>
<tbody>${rows.filter(({ rank }) => rank !== null).map(ranked)}</tbody>
</table></div>`;
}
