import { html } from 'hono/html';
import { addressOf } from '../../contracts/address.ts';
import { publicRoutes } from '../../contracts/public-api.ts';
import type { CohortDefinition } from '../../domain/methodology/edition-definition.ts';
import type { CohortResult } from '../../domain/release/run.ts';
import { editionPagePath, embedPath } from '../address.ts';
import { drawnTable } from '../charts/figure.ts';
import { scoreBar } from '../charts/score-bar.ts';
import type { Context, Html } from '../context.ts';
import {
  crumbsOf,
  type EditionMaterial,
  editionChoice,
  editionTabs,
  originNote,
  releaseNote,
} from '../edition-frame.ts';
import type { Page } from '../layout.ts';
import { frameworkTree, type TreeNode } from '../views/framework-tree.ts';

/** The method of an edition, drawn from the definition that the engine ran. */
export function methodPage(context: Context, material: EditionMaterial): Page {
  const { words, text } = context;
  const { index, release } = material;
  const { period, definition } = release;
  const title = words.methodTitle(text(index.name), period);
  const address = addressOf(publicRoutes.getMethodology, { index: index.index, period });
  return {
    path: editionPagePath(index.index, period, 'method'),
    title,
    description: `${title}. ${words.methodLead}`,
    crumbs: crumbsOf(context, index),
    scripts: ['figures'],
    body: html`<h1>${title}</h1>
<p class="lead">${words.methodLead} <a href="${address}">JSON</a></p>
${editionTabs(context, material, 'method')}
${editionChoice(context, material, 'method')}
${definition.note && html`<p>${text(definition.note)}</p>`}
${cohortMethods(context, material)}
${releaseNote(context, material)}`,
  };
}

export const cohortMethods = (context: Context, material: EditionMaterial): Html =>
  html`${material.release.cohorts.map((cohort) => cohortMethod(context, material, cohort))}`;

function cohortMethod(context: Context, { index, release }: EditionMaterial, cohort: CohortResult): Html {
  const { words, text } = context;
  const definition = release.definition.cohorts.find(({ id }) => id === cohort.id)!;
  const embed = embedPath(index.index, release.period, release.pointer.revision, 'method');
  const tree = frameworkTree(definition, cohort);
  const framework = 'framework' in definition ? definition.framework : undefined;
  return html`<section>
<h2>${text(cohort.name)}</h2>
<p>${originNote(context, cohort)} ${tree.length === 0 && cohort.origin === 'imported' && words.importedMethod}</p>
${framework && html`<dl class="facts"><dt>${words.source}</dt><dd>${framework.source.url ? html`<a href="${framework.source.url}" rel="noopener">${framework.source.citation}</a>` : framework.source.citation}</dd><dt>${words.ties}</dt><dd>${words.tieRules[framework.ranking.ties]}</dd></dl>`}
${tree.length > 0 && treeFigure(context, tree, definition, embed)}
</section>`;
}

function treeFigure(context: Context, tree: TreeNode[], definition: CohortDefinition, embed: string): Html {
  const { words, text, percent } = context;
  const indicators = new Map(
    'indicators' in definition ? definition.indicators.map((each) => [each.id, each]) : [],
  );
  const leaves = tree.filter(({ indicator }) => indicator !== undefined);
  const [heaviest, next] = tree
    .filter(({ depth, share }) => depth === 1 && share !== undefined)
    .sort((a, b) => b.share! - a.share!);
  const share = heaviest ? percent(heaviest.share!) : '';
  const isAlone = heaviest && (!next || percent(next.share!) !== share);
  const row = (node: TreeNode) => {
    const measured = node.indicator ? indicators.get(node.indicator) : undefined;
    return html`<tr class="depth-${Math.min(node.depth, 4)}"><th scope="row">${text(node.name)}${measured && html`<small>${text(measured.name) !== text(node.name) && html`${text(measured.name)}, `}${measured.unitName ? text(measured.unitName) : measured.unit}</small>`}</th>
<td class="number share">${node.share !== undefined && html`${percent(node.share)}${scoreBar(node.share)}`}</td>
<td>${words.methods[node.method] ?? node.method}${node.parameters && html`<small>${node.parameters}</small>`}</td>
<td>${node.missing && words.missingRules[node.missing]}</td></tr>`;
  };
  return drawnTable(context, {
    id: `tree-${definition.id}`,
    title: words.tree,
    trend: isAlone
      ? words.treeTrend(tree.length, leaves.length, text(heaviest.name), share)
      : words.treeTrendTied(tree.length, leaves.length, share),
    embed,
    table: html`<div class="table" role="region" aria-label="${words.tree}: ${text(definition.name)}" tabindex="0"><table class="parts">
<thead><tr><th scope="col">${words.part}</th><th scope="col" class="number">${words.share}</th><th scope="col">${words.normalisation} / ${words.aggregation}</th><th scope="col">${words.missing}</th></tr></thead>
<tbody>${tree.map(row)}</tbody></table></div>`,
  });
}
