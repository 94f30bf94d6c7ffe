import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { viewAddress } from '../../desk/view-address.ts';
import { type App, chip } from './app.ts';
import { type Child, element, link, table } from './element.ts';

type Status = DeskResponses['getEditionStatus'];

const tones = { submitted: 'good', waiting: 'open', rejected: 'bad', missing: 'bad' } as const;

/** Who has sent what, what is wrong with the method, and which values there are. */
export async function statusOf(app: App, path: string): Promise<Child> {
  const { desk, words, time } = app;
  const status = await desk.get<Status>(`${path}/status`);
  const { counts, window, state, coverage, method } = status;
  return [
    element(
      'p',
      {},
      chip(words.windows[state], state === 'open' ? 'good' : 'open'),
      window.closes && ` ${words.closesOn(time(window.closes), app.away(window.closes))}`,
    ),
    element('p', { class: 'lead' }, words.boardCounts(counts)),
    reportersOf(app, status),
    method.refusedAt && element('p', { class: 'problem' }, words.refusedSince(time(method.refusedAt))),
    method.faults.length > 0 && faultsOf(app, method.faults),
    coverage.map((each) => coverageOf(app, status, each)),
  ];
}

function reportersOf({ words, time, number, text }: App, { reporters, cohorts }: Status): Child {
  const nameOf = (id: string) => cohortName(cohorts, id, text);
  return table(
    words.reporters,
    [words.agency, words.cohort, words.status, words.sentCount, words.lastAct],
    reporters.map(({ agency, cohort, state, late, sent, submission }) => [
      agency,
      nameOf(cohort),
      [chip(words.boardStates[state], tones[state]), late && ` ${words.late}`],
      number(sent),
      submission &&
        link(viewAddress('submissions', submission.id), time(submission.decidedAt ?? submission.createdAt)),
    ]),
  );
}

const cohortName = (cohorts: Status['cohorts'], wanted: string, text: App['text']): string => {
  const cohort = cohorts.find(({ id }) => id === wanted);
  return cohort ? text(cohort.name) : wanted;
};

function coverageOf(
  { words, text, number }: App,
  { cohorts }: Status,
  { cohort, indicators, units }: Status['coverage'][number],
): HTMLElement {
  const share = (reported: number, of: number) => `${number(reported)} / ${number(of)}`;
  return element(
    'details',
    {},
    element('summary', {}, `${words.coverage}: ${cohortName(cohorts, cohort, text)}`),
    table(
      `${words.coverage}: ${words.indicator}`,
      [words.indicator, words.given],
      indicators.map((each) => [text(each.name), share(each.reported, each.units)]),
    ),
    table(
      `${words.coverage}: ${words.unit}`,
      [words.unit, words.given],
      units.map((each) => [text(each.name), share(each.reported, each.indicators)]),
    ),
  );
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
          element('p', { lang: 'en' }, element('strong', {}, message)),
          element('p', {}, `${words.mend}: `, element('span', { lang: 'en' }, mend)),
        ),
      ),
    ),
  );
