import { html } from 'hono/html';
import { addressOf } from '../../contracts/address.ts';
import { proofRoutes } from '../../contracts/proof-api.ts';
import { publicRoutes } from '../../contracts/public-api.ts';
import { editionPagePath } from '../address.ts';
import type { Context } from '../context.ts';
import { crumbsOf, type EditionMaterial, editionChoice, editionTabs, releaseNote } from '../edition-frame.ts';
import { dataBlock, type Page } from '../layout.ts';

/** What the script finds in the page. */
export type CheckData = {
  release: { index: string; period: string; revision: number };
  words: Record<'passed' | 'failed' | 'working' | 'error', string>;
};

/** Lets the browser open the signatures and compute the release again. */
export function checkPage(context: Context, material: EditionMaterial): Page {
  const { words, text } = context;
  const { index, release } = material;
  const { period, pointer } = release;
  const title = words.checkTitle(text(index.name), period);
  const place = { index: index.index, period };
  const data: CheckData = {
    release: { ...place, revision: pointer.revision },
    words: {
      passed: words.checkPassed('{count}'),
      failed: words.checkFailed('{count}'),
      working: words.working,
      error: words.failed,
    },
  };
  const manifest = addressOf(proofRoutes.getManifest, { ...place, revision: pointer.revision });
  return {
    path: editionPagePath(index.index, period, 'check'),
    title,
    description: `${title}. ${words.checkLead}`,
    crumbs: crumbsOf(context, index),
    scripts: ['check'],
    body: html`<h1>${title}</h1>
<p class="lead">${words.checkLead}</p>
${editionTabs(context, material, 'check')}
${editionChoice(context, material, 'check')}
<dl class="facts"><dt>${words.release}</dt><dd>${pointer.revision}</dd><dt>${words.hash}</dt><dd><code>${pointer.results}</code></dd><dt>${words.checkSubjects.manifest}</dt><dd><a href="${manifest}"><code>${manifest}</code></a></dd><dt>${words.checkSubjects.keys}</dt><dd><a href="${addressOf(proofRoutes.getKeys)}"><code>${addressOf(proofRoutes.getKeys)}</code></a></dd></dl>
<p class="needs-script"><button type="button" class="main" id="check">${words.checkStart}</button></p>
<p class="without-script">${words.checkStatic}</p>
<p id="verdict" role="status"></p>
<ul id="checks" class="checks"></ul>
<p>${words.checkMore}</p>
<pre tabindex="0"><code data-origin>npx civindex verify ${addressOf(publicRoutes.getRanking, { ...place, revision: pointer.revision })}</code></pre>
${dataBlock('check-data', data)}
${releaseNote(context, material)}`,
  };
}
