import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { columnLetters } from '../../../domain/submission/cell-reference.ts';
import { columnOf, type Finding, type Marks, marksOf } from '../../desk/marks.ts';
import { type App, attempt, chip } from './app.ts';
import { button, type Child, element, redraw } from './element.ts';

type Submission = DeskResponses['getSubmission'];
type Report = NonNullable<Submission['report']>;
type ReportPage = DeskResponses['getReport'];
type Preview = DeskResponses['getPreview'];

/** The findings, beside the rows that they speak of. */
export function reportOf(app: App, submission: Submission, report: Report): HTMLElement {
  const { words } = app;
  const { id } = submission;
  const findings: Finding[] = [];
  const list = element('ol', { class: 'findings' });
  const rows = element('div');
  let preview: Preview | undefined;
  let asked: { finding: Finding; from: Element | null } | undefined;
  const goTo = (finding: Finding) => {
    if (preview) return focusOn(finding);
    asked = { finding, from: document.activeElement };
    if (!rows.ariaBusy) void load();
  };
  // Items stay where they are: somebody may be in one of them by keyboard.
  const add = (further: readonly Finding[]) => {
    findings.push(...further);
    list.append(...further.map((finding) => findingItem(app, finding, goTo)));
    if (preview) redraw(rows, previewPart(app, submission, preview, findings));
  };
  const load = () =>
    attempt(app, rows, async () => {
      rows.ariaBusy = 'true';
      rows.append(element('p', { class: 'quiet' }, words.loading));
      try {
        preview = await app.desk.get<Preview>(`/submissions/${id}/preview`);
      } finally {
        rows.ariaBusy = null;
      }
      redraw(rows, previewPart(app, submission, preview, findings));
      // Whoever has gone on meanwhile is left there.
      if (asked && document.activeElement === asked.from) focusOn(asked.finding);
    });
  void load();
  const problems = element('div');
  const all = report.total.errors + report.total.warnings;
  const more = button(words.moreFindings, () =>
    attempt(app, problems, async () => {
      const page = await app.desk.get<ReportPage>(`/submissions/${id}/report?offset=${findings.length}`);
      add(page.findings);
      more.hidden = findings.length >= page.kept || page.findings.length === 0;
    }),
  );
  add(report.findings);
  more.hidden = findings.length >= all;
  return element(
    'section',
    { 'aria-label': words.findings },
    element('h3', {}, words.findings),
    element('div', { class: 'beside' }, list, rows),
    more,
    problems,
  );
}

function findingItem({ words, text }: App, finding: Finding, goTo: (finding: Finding) => void): HTMLElement {
  const { severity, row, column, value, rule, message, mend } = finding;
  const place = finding.cell ?? (row === undefined ? undefined : words.row(row));
  return element(
    'li',
    {},
    element(
      'p',
      {},
      chip(words.severities[severity], severity === 'error' ? 'bad' : 'open'),
      ' ',
      place && button(place, () => goTo(finding), { class: 'place', 'aria-label': words.showIn(place) }),
      column && ` ${column}`,
    ),
    element('p', {}, element('strong', {}, text(message))),
    value !== undefined && element('p', { class: 'quiet' }, `${words.read}: `, element('code', {}, value)),
    element('p', {}, `${words.mend}: ${text(mend)}`),
    rule && element('p', { class: 'quiet' }, text(rule)),
  );
}

const moreRowsId = 'more-rows';
const cellId = (row: number, place: number) => `cell-${row}-${place}`;

/** Where a row is not among those shown, that is said. */
function focusOn({ row, cell }: Finding): void {
  if (row === undefined) return;
  const place = cell === undefined ? -1 : columnOf(cell);
  const shown = [cellId(row, place), cellId(row, -1), moreRowsId]
    .map((id) => document.getElementById(id))
    .find((found) => found !== null);
  shown?.focus();
  shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function previewPart(
  { words }: App,
  { fileName }: Submission,
  { rows, isWhole }: Preview,
  findings: readonly Finding[],
): HTMLElement {
  if (rows.length === 0) return element('p', { class: 'quiet' }, words.noPreview);
  const marks = marksOf(findings);
  return element(
    'div',
    { class: 'table preview', tabindex: 0, role: 'region', 'aria-label': words.preview },
    element(
      'table',
      {},
      element('caption', {}, `${words.preview}: ${fileName}`),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('td'),
          columnNames(rows).map((name) => element('th', { scope: 'col' }, name)),
        ),
      ),
      element(
        'tbody',
        {},
        rows.map(({ row, cells }) => previewRow(words, row, cells, marks.get(row))),
      ),
    ),
    !isWhole && element('p', { class: 'quiet', id: moreRowsId, tabindex: -1 }, words.moreRows),
  );
}

/** As spreadsheets name them, and findings their cells. */
const columnNames = (rows: Preview['rows']): string[] =>
  Array.from({ length: Math.max(...rows.map(({ cells }) => cells.length)) }, (_, place) =>
    columnLetters(place),
  );

function previewRow(
  words: App['words'],
  row: number,
  cells: string[],
  mark: ReturnType<Marks['get']>,
): Child {
  const whole = mark?.whole;
  return element(
    'tr',
    { class: whole },
    element('th', { scope: 'row', id: cellId(row, -1), tabindex: -1 }, row),
    cells.map((cell, place) => {
      const severity = mark?.cells.get(place);
      return element(
        'td',
        { id: cellId(row, place), tabindex: -1, class: severity },
        cell,
        severity && element('span', { class: 'heard' }, ` (${words.severities[severity]})`),
      );
    }),
  );
}
