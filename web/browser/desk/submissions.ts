import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { editionName, viewAddress } from '../../desk/view-address.ts';
import { type App, attempt, chip, type View } from './app.ts';
import { button, type Child, element, link, redraw, table } from './element.ts';
import { follow } from './follow.ts';
import { receiptOf } from './receipt.ts';
import { reportOf } from './report.ts';
import { uploadBox } from './upload-box.ts';

type Submission = DeskResponses['getSubmission'];
type Listed = DeskResponses['listSubmissions'];
type Edition = DeskResponses['listDeskEditions']['editions'][number];
type Editions = ReadonlyMap<string, Edition>;

/** All that my agency has sent, newest first; or what became of one file. */
export const submissionsView: View = async (app, id) => (id ? oneSubmission(app, id) : allSubmissions(app));

/** What the agency reports for: names, windows, and what is verified. Others are shown files, but report nothing. */
async function ownEditions({ desk, session }: App): Promise<Editions> {
  if (!session.roles.includes('reporter')) return new Map();
  const { editions } = await desk.get<DeskResponses['listDeskEditions']>('/editions');
  return new Map(editions.map((edition) => [edition.id, edition]));
}

const nameOf = ({ text }: App, edition: Edition | undefined, id: string): string =>
  edition ? editionName(text(edition.name), id) : id;

async function allSubmissions(app: App): Promise<Child> {
  const { words, desk } = app;
  const page = element('div');
  const problems = element('div');
  const editions = await ownEditions(app);
  async function show(path: string): Promise<void> {
    const { submissions, links } = await desk.get<Listed>(path);
    const rows = submissions.map(({ id, fileName, edition = '', createdAt, status }) => [
      link(viewAddress('submissions', id), fileName),
      nameOf(app, editions.get(edition), edition),
      app.time(createdAt),
      statusChip(words, status),
    ]);
    const { next } = links;
    const older = next && button(words.older, () => attempt(app, problems, async () => show(next)));
    redraw(
      page,
      rows.length > 0
        ? table(words.mySubmissions, [words.file, words.edition, words.sentAt, words.status], rows)
        : element('p', {}, words.noSubmissions),
      older,
    );
  }
  await show('/submissions');
  return [element('h2', { tabindex: -1 }, words.mySubmissions), page, problems];
}

const tones = {
  'awaiting-upload': 'open',
  accepted: 'good',
  rejected: 'bad',
  superseded: 'open',
  cancelled: 'open',
  withdrawn: 'open',
} as const;
const statusChip = (words: App['words'], status: Submission['status']) =>
  chip(words.statuses[status], tones[status]);

async function oneSubmission(app: App, id: string): Promise<Child> {
  const path = `/submissions/${encodeURIComponent(id)}`;
  const [submission, editions] = await Promise.all([app.desk.get<Submission>(path), ownEditions(app)]);
  const edition = editions.get(submission.edition ?? '');
  const status = element('div', { 'aria-live': 'polite' });
  const rest = element('div');
  const problems = element('div');
  const show = (now: Submission) => {
    status.replaceChildren(...statusOf(app, now, edition));
    redraw(rest, outcomeOf(app, now, editions));
  };
  show(submission);
  if (submission.status === 'awaiting-upload')
    void attempt(app, problems, async () => {
      const judged = await follow<Submission>(app, path, (now) => now.status !== 'awaiting-upload');
      if (judged) show(judged);
    });
  return [element('h2', { tabindex: -1 }, submission.fileName), status, rest, problems];
}

function statusOf(app: App, submission: Submission, edition: Edition | undefined): HTMLElement[] {
  const { words, time } = app;
  const { status, createdAt, decidedAt, report } = submission;
  const told = [words.sentOn(time(createdAt)), decidedAt && words.judgedOn(time(decidedAt))];
  return [
    element(
      'p',
      { class: 'lead' },
      statusChip(words, status),
      ' ',
      words.statusSentences[status],
      ' ',
      report && words.counts(report.rows, report.total.errors, report.total.warnings),
    ),
    element(
      'p',
      { class: 'quiet' },
      editionLink(app, submission, edition),
      ` · ${told.filter(Boolean).join(' · ')}`,
    ),
    ...(status === 'awaiting-upload' ? [element('progress', { 'aria-label': words.statuses[status] })] : []),
  ];
}

function editionLink(app: App, submission: Submission, edition: Edition | undefined): Child {
  const id = submission.edition ?? '';
  return edition ? link(viewAddress('editions', ...id.split('/')), nameOf(app, edition, id)) : id;
}

function outcomeOf(app: App, submission: Submission, editions: Editions): Child[] {
  const { words } = app;
  const edition = editions.get(submission.edition ?? '');
  const { cohort, status, report } = submission;
  const isWrong = status === 'rejected';
  const receipt = report && receiptOf(app, submission);
  return [
    rankingsOf(app, submission, editions),
    status === 'accepted' && edition?.verified && decisionsLink(app, submission.id, edition.id),
    actions(app, submission, edition),
    report && report.findings.length > 0 && reportOf(app, submission, report),
    !isWrong && receipt,
    edition?.state === 'open' &&
      status !== 'awaiting-upload' &&
      element(
        'section',
        { 'aria-label': words.resubmit },
        element('h3', {}, isWrong ? words.resubmit : words.replace),
        uploadBox(app, { edition: edition.id, cohort }),
      ),
    isWrong && receipt,
  ];
}

const rankingsOf = (app: App, { touched = [] }: Submission, editions: Editions): HTMLElement | false =>
  touched.length > 0 &&
  element(
    'p',
    {},
    `${app.words.touched} `,
    touched.map((id) =>
      element(
        'a',
        { href: `/${app.language}/indices/${id}`, class: 'listed' },
        nameOf(app, editions.get(id), id),
      ),
    ),
  );

/** Where values are claims, their sender sees what was decided about them. */
export const decisionsLink = ({ words }: App, id: string, edition: string): HTMLElement =>
  element(
    'p',
    {},
    `${words.valuesAreClaims} `,
    link(viewAddress('review', ...edition.split('/'), id), words.seeDecisions),
  );

function actions(
  app: App,
  { id, status, fileName, report }: Submission,
  edition: Edition | undefined,
): HTMLElement {
  const { words, desk, language } = app;
  const outcome = element('div');
  const path = `/submissions/${id}`;
  const does = (label: string, work: () => Promise<unknown>) =>
    button(label, () => attempt(app, outcome, work));
  const withdraw = async () => {
    if (!confirm(words.withdrawSure)) return;
    await desk.post(`${path}/withdrawal`);
    app.again();
  };
  return element(
    'div',
    { class: 'actions' },
    report &&
      report.findings.length > 0 &&
      does(words.markedFile, () =>
        desk.download(
          `${path}/report.xlsx?language=${language}`,
          `${fileName.replace(/\.\w+$/, '')}-${id}.xlsx`,
        ),
      ),
    edition?.state === 'open' &&
      ['awaiting-upload', 'accepted'].includes(status) &&
      does(words.withdraw, withdraw),
    outcome,
  );
}
