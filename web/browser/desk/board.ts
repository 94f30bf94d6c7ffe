import { Refused } from '../../desk/problem.ts';
import { editionName, viewAddress } from '../../desk/view-address.ts';
import { type AnyEdition, agendaTable, allEditions } from './agenda.ts';
import type { App, View } from './app.ts';
import { auditOf } from './audit.ts';
import { type Child, element, link } from './element.ts';
import { latenessOf } from './lateness.ts';
import { releaseOf } from './release.ts';
import { statusOf } from './status.ts';

const pages = { status: statusOf, lateness: latenessOf, release: releaseOf, audit: auditOf };
type PageName = keyof typeof pages;

/** All editions; or how one stands, who may be late, what waits for its release, and what was done: for operators. */
export const boardView: View = async (app, index, period, page = 'status') => {
  const { words, text } = app;
  const editions = await allEditions(app);
  if (!index || !period)
    return [
      element('h2', { tabindex: -1 }, words.board),
      element('p', {}, words.boardLead),
      agendaTable(app, editions),
    ];
  const id = `${index}/${period}`;
  const edition = editions.find((each) => each.id === id);
  if (!edition) throw new Refused('not-found', { detail: `There is no edition "${id}".` });
  const shown = page in pages ? (page as PageName) : 'status';
  return [
    element('p', { class: 'quiet' }, link(viewAddress('board'), `← ${words.board}`)),
    element('h2', { tabindex: -1 }, editionName(text(edition.name), id)),
    pageChoice(app, edition, shown),
    await pages[shown](app, `/editions/${id}`, edition),
  ];
};

function pageChoice({ words, language }: App, { id, reviewers }: AnyEdition, shown: PageName): Child {
  const place = id.split('/');
  const tab = (href: string, label: string, isShown = false) =>
    element('li', {}, element('a', { href, 'aria-current': isShown ? 'page' : undefined }, label));
  return element(
    'nav',
    { class: 'choice', 'aria-label': words.board },
    element(
      'ul',
      {},
      (Object.keys(pages) as PageName[]).map((name) =>
        tab(viewAddress('board', ...place, name), words.boardPages[name], name === shown),
      ),
      reviewers.length > 0 && tab(viewAddress('review', ...place), words.review),
      tab(`/${language}/indices/${id}`, words.publicPage),
    ),
  );
}
