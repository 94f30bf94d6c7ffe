import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { viewAddress } from '../../desk/view-address.ts';
import { type App, chip, type View } from './app.ts';
import { auditOf } from './audit.ts';
import { editionForm } from './edition-form.ts';
import { type Child, element, link, table } from './element.ts';
import { releaseOf } from './release.ts';

type Status = DeskResponses['getEditionStatus'];

const pages = ['status', 'release', 'audit'] as const;

/** How an edition stands, what waits for its release, and what was done about it: for operators. */
export const boardView: View = async (app, index, period, page = 'status') => {
  const { words } = app;
  if (!index || !period) return editionForm(app, 'board', words.board, words.boardLead);
  const path = `/editions/${index}/${period}`;
  const shown =
    { status: statusOf, release: releaseOf, audit: auditOf }[page as (typeof pages)[number]] ?? statusOf;
  return [
    element('h2', { tabindex: -1 }, `${words.board}: ${index}/${period}`),
    element(
      'nav',
      { class: 'choice', 'aria-label': words.board },
      element(
        'ul',
        {},
        pages.map((name) =>
          element(
            'li',
            {},
            element(
              'a',
              {
                href: viewAddress('board', index, period, name),
                'aria-current': name === page ? 'page' : undefined,
              },
              words.boardPages[name],
            ),
          ),
        ),
      ),
    ),
    await shown(app, path),
  ];
};

const tones = { submitted: 'good', waiting: 'open', rejected: 'bad', missing: 'bad' } as const;

async function statusOf(app: App, path: string): Promise<Child> {
  const { desk, words, text, time, number } = app;
  const { counts, reporters, window, state, coverage, method } = await desk.get<Status>(`${path}/status`);
  const rows = reporters.map((row) => [
    row.agency,
    row.cohort,
    [chip(words.boardStates[row.state], tones[row.state]), row.late && ` ${words.late}`],
    number(row.sent),
    row.submission ? time(row.submission.decidedAt ?? row.submission.createdAt) : '',
  ]);
  return [
    element(
      'p',
      {},
      chip(words.windows[state], state === 'open' ? 'good' : 'open'),
      window.closes && ` ${words.closesOn(time(window.closes))}`,
    ),
    element('p', { class: 'lead' }, words.boardCounts(counts)),
    table(words.reporters, [words.agency, words.cohort, words.status, words.sentCount, words.lastAct], rows),
    method.refusedAt && element('p', { class: 'problem' }, words.refusedSince(time(method.refusedAt))),
    method.faults.length > 0 && faultsOf(app, method.faults),
    coverage.map(({ cohort, indicators, units }) =>
      element(
        'details',
        {},
        element('summary', {}, `${words.coverage}: ${cohort}`),
        table(
          `${words.coverage}: ${words.indicator}`,
          [words.indicator, words.given],
          indicators.map((each) => [text(each.name), `${number(each.reported)} / ${number(each.units)}`]),
        ),
        table(
          `${words.coverage}: ${words.unit}`,
          [words.unit, words.given],
          units.map((each) => [text(each.name), `${number(each.reported)} / ${number(each.indicators)}`]),
        ),
      ),
    ),
    element('p', {}, link(viewAddress('review', ...path.split('/').slice(2)), words.review)),
  ];
}

const faultsOf = ({ words }: App, faults: Status['method']['faults']): HTMLElement =>
  element(
    'section',
    { 'aria-label': words.methodFaults },
    element('h3', {}, words.methodFaults),
    element(
      'ol',
      { class: 'findings' },
      faults.map(({ severity, cohort, node, message, mend }) =>
        element(
          'li',
          {},
          chip(words.severities[severity], severity === 'error' ? 'bad' : 'open'),
          ` ${[cohort, node].filter(Boolean).join(' · ')}`,
          element('p', { lang: 'en' }, `${message} ${mend}`),
        ),
      ),
    ),
  );
