import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { pauses } from '../../desk/pauses.ts';
import { Refused } from '../../desk/problem.ts';
import { viewAddress } from '../../desk/view-address.ts';
import { type App, attempt, chip, type View } from './app.ts';
import { button, type Child, element, link, table } from './element.ts';
import { reportOf } from './report.ts';
import { uploadBox } from './upload-box.ts';

type Submission = DeskResponses['getSubmission'];
type Listed = DeskResponses['listSubmissions'];

/** All that my agency has sent, newest first; or what became of one file. */
export const submissionsView: View = async (app, id) => (id ? oneSubmission(app, id) : allSubmissions(app));

async function allSubmissions(app: App): Promise<Child> {
  const { words, desk } = app;
  const page = element('div');
  async function show(path: string): Promise<void> {
    const { submissions, links } = await desk.get<Listed>(path);
    const rows = submissions.map(({ id, fileName, edition, createdAt, status }) => [
      link(viewAddress('submissions', id), fileName),
      edition,
      app.time(createdAt),
      statusChip(words, status),
    ]);
    const { next } = links;
    const older = next && button(words.older, () => attempt(app, problems, async () => show(next)));
    page.replaceChildren(
      rows.length > 0
        ? table(words.mySubmissions, [words.file, words.edition, words.sentAt, words.status], rows)
        : element('p', {}, words.noSubmissions),
      ...(older ? [older] : []),
    );
  }
  const problems = element('div');
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
  const { desk } = app;
  const path = `/submissions/${encodeURIComponent(id)}`;
  const status = element('div', { 'aria-live': 'polite' });
  const rest = element('div');
  const show = (submission: Submission) => {
    status.replaceChildren(...statusOf(app, submission));
    rest.replaceChildren(...outcomeOf(app, submission));
  };
  const submission = await desk.get<Submission>(path);
  show(submission);
  if (submission.status === 'awaiting-upload') void follow(app, path, show);
  return [element('h2', { tabindex: -1 }, submission.fileName), status, rest];
}

/** Looks until the file is judged or nobody waits for it; a look that fails is made again. */
async function follow(
  { desk, left }: App,
  path: string,
  show: (submission: Submission) => void,
): Promise<void> {
  for (const pause of pauses()) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (left.aborted) return;
    const submission = await desk.get<Submission>(path).catch(ignorePassing);
    if (!submission || submission.status === 'awaiting-upload') continue;
    if (!left.aborted) show(submission);
    return;
  }
}

function ignorePassing(error: unknown): undefined {
  if (error instanceof Refused && ['unreachable', 'unavailable', 'internal'].includes(error.kind)) return;
  throw error;
}

function statusOf({ words, time }: App, { status, edition, createdAt, decidedAt, report }: Submission) {
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
      [edition, words.sentOn(time(createdAt)), decidedAt && words.judgedOn(time(decidedAt))]
        .filter(Boolean)
        .join(' · '),
    ),
    ...(status === 'awaiting-upload' ? [element('progress', { 'aria-label': words.statuses[status] })] : []),
  ];
}

function outcomeOf(app: App, submission: Submission): Node[] {
  const { words, language } = app;
  const { edition, cohort, status, report, touched = [] } = submission;
  const parts: (Node | false | undefined)[] = [
    touched.length > 0 &&
      element(
        'p',
        {},
        `${words.touched} `,
        touched.map((id) => element('a', { href: `/${language}/indices/${id}`, class: 'listed' }, id)),
      ),
    actions(app, submission),
    report && report.findings.length > 0 && reportOf(app, submission, report),
    edition !== undefined &&
      status !== 'awaiting-upload' &&
      element(
        'section',
        { 'aria-label': words.resubmit },
        element('h3', {}, status === 'rejected' ? words.resubmit : words.replace),
        uploadBox(app, { edition, cohort }),
      ),
  ];
  return parts.filter((part) => part instanceof Node);
}

function actions(app: App, { id, status, fileName, report }: Submission): HTMLElement {
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
    report && does(words.receipt, () => desk.download(`${path}/receipt`, `receipt-${id}.json`)),
    ['awaiting-upload', 'accepted'].includes(status) && does(words.withdraw, withdraw),
    outcome,
  );
}
