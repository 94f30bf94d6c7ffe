import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { editionName, viewAddress } from '../../desk/view-address.ts';
import { type App, attempt, chip, type View } from './app.ts';
import { button, type Child, element, link, table } from './element.ts';
import { decisionsLink } from './submissions.ts';
import { uploadBox } from './upload-box.ts';

type Editions = DeskResponses['listDeskEditions']['editions'];
type Edition = DeskResponses['getDeskEdition'];
type Work = Edition['cohorts'][number];

/** What my agency has to report, the first to close first; or one edition of it. */
export const editionsView: View = async (app, index, period) =>
  index && period ? oneEdition(app, index, period) : allEditions(app);

async function allEditions({ desk, words, text, time, away }: App): Promise<Child> {
  const { editions } = await desk.get<{ editions: Editions }>('/editions');
  const rows = editions.map(({ id, name, state, window, cohorts }) => [
    link(viewAddress('editions', ...id.split('/')), editionName(text(name), id)),
    chip(words.windows[state], state === 'open' ? 'good' : 'open'),
    window.closes ? `${time(window.closes)} (${away(window.closes)})` : words.noDeadline,
    cohorts.map((work) =>
      element('div', {}, cohorts.length > 1 && `${text(work.name)}: `, workChip(words, work)),
    ),
  ]);
  const { edition, window, deadline, files } = words;
  return [
    element('h2', { tabindex: -1 }, words.myEditions),
    rows.length > 0
      ? table(words.myEditions, [edition, window, deadline, files], rows)
      : element('p', {}, words.noEditions),
  ];
}

const tones = { missing: 'open', 'awaiting-upload': 'open', rejected: 'bad', accepted: 'good' } as const;
const workChip = (words: App['words'], { state }: Pick<Work, 'state'>) =>
  chip(words.works[state], tones[state]);

async function oneEdition(app: App, index: string, period: string): Promise<Child> {
  const { desk, words, text, time, away } = app;
  const edition = await desk.get<Edition>(`/editions/${index}/${period}`);
  const { opens, closes } = edition.window;
  return [
    element('p', { class: 'quiet' }, link(viewAddress('editions'), `← ${words.views.editions}`)),
    element('h2', { tabindex: -1 }, editionName(text(edition.name), edition.id)),
    element(
      'p',
      {},
      chip(words.windows[edition.state], edition.state === 'open' ? 'good' : 'open'),
      ' ',
      edition.state === 'not-open' && opens
        ? words.opensOn(time(opens))
        : closes && words.closesOn(time(closes), away(closes)),
    ),
    element('p', {}, edition.state === 'open' ? words.steps : edition.state === 'closed' && words.askForTime),
    edition.cohorts.map((work) => cohortSection(app, edition, work)),
  ];
}

function cohortSection(app: App, edition: Edition, work: Work): HTMLElement {
  const { words, text } = app;
  const { inForce, latest, coverage } = work;
  const submissions = [
    ['inForce', inForce],
    ['latest', latest?.id === inForce?.id ? undefined : latest],
  ] as const;
  return element(
    'section',
    { 'aria-label': text(work.name) },
    element('h3', {}, text(work.name), ' ', workChip(words, work)),
    submissions.map(
      ([label, submission]) =>
        submission &&
        element(
          'p',
          {},
          `${words[label]}: `,
          link(viewAddress('submissions', submission.id), submission.fileName),
          ` (${words.statuses[submission.status]}, ${app.time(submission.createdAt)})`,
        ),
    ),
    edition.verified && inForce && decisionsLink(app, inForce.id, edition.id),
    coverage && coverageOf(app, coverage),
    templates(app, edition.id, work.id),
    edition.state === 'open' && uploadBox(app, { edition: edition.id, cohort: work.id }),
  );
}

function coverageOf(
  { words, text, number }: App,
  { expected, given, indicators }: NonNullable<Work['coverage']>,
) {
  const gaps = indicators.filter(({ missing }) => missing.length > 0);
  const sum = words.covered(number(given), number(expected));
  if (gaps.length === 0) return element('p', {}, sum);
  return element(
    'details',
    {},
    element('summary', {}, sum),
    table(
      words.stillMissing,
      [words.indicator, words.given, words.firstMissing],
      gaps.map(({ name, given, expected, missingNames }) => [
        text(name),
        `${number(given)} / ${number(expected)}`,
        missingNames.map(text).join(', '),
      ]),
    ),
  );
}

function templates(app: App, edition: string, cohort: string): HTMLElement {
  const { words, desk, language } = app;
  const outcome = element('div');
  const download = (format: 'xlsx' | 'csv') =>
    button(words.template(format.toUpperCase()), () =>
      attempt(app, outcome, () =>
        desk.download(
          `/editions/${edition}/template?cohort=${cohort}&format=${format}&language=${language}`,
          `${edition.replace('/', '-')}-${cohort}.${format}`,
        ),
      ),
    );
  return element('div', { class: 'actions' }, download('xlsx'), download('csv'), outcome);
}
