import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { columnOf, type Finding, type Marks, marksOf } from '../../desk/marks.ts';
import { previewOf, textOf } from '../../desk/preview.ts';
import { type App, attempt, chip } from './app.ts';
import { button, type Child, element } from './element.ts';

type Submission = DeskResponses['getSubmission'];
type Report = NonNullable<Submission['report']>;
type ReportPage = DeskResponses['getReport'];

/** The findings, beside the rows that they speak of where the file was sent from this tab as text. */
export function reportOf(app: App, { id }: Submission, report: Report): HTMLElement {
  const { words } = app;
  const findings = [...report.findings];
  const body = element('div', { class: 'beside' });
  const show = () => body.replaceChildren(listOf(app, findings), previewPart(app, id, findings));
  const problems = element('div');
  const all = report.total.errors + report.total.warnings;
  const more = button(words.moreFindings, () =>
    attempt(app, problems, async () => {
      const page = await app.desk.get<ReportPage>(`/submissions/${id}/report?offset=${findings.length}`);
      findings.push(...page.findings);
      show();
      more.hidden = findings.length >= page.kept || page.findings.length === 0;
    }),
  );
  more.hidden = findings.length >= all;
  show();
  return element(
    'section',
    { 'aria-label': words.findings },
    element('h3', {}, words.findings),
    body,
    more,
    problems,
  );
}

const listOf = (app: App, findings: readonly Finding[]): HTMLElement =>
  element(
    'ol',
    { class: 'findings' },
    findings.map((finding) => findingItem(app, finding)),
  );

function findingItem({ words, text }: App, finding: Finding): HTMLElement {
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

const cellId = (row: number, place: number) => `cell-${row}-${place}`;

function goTo({ row, cell }: Finding): void {
  if (row === undefined) return;
  const place = cell === undefined ? -1 : columnOf(cell);
  const shown = document.getElementById(cellId(row, place)) ?? document.getElementById(cellId(row, -1));
  shown?.focus();
  shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function previewPart({ words, sent }: App, id: string, findings: readonly Finding[]): HTMLElement {
  const file = sent.get(id);
  if (!file) return element('p', { class: 'quiet' }, words.noPreview);
  if (file.bytes[0] === 0x50 && file.bytes[1] === 0x4b)
    return element('p', { class: 'quiet' }, words.workbookPreview);
  const marks = marksOf(findings);
  const { rows, more } = previewOf(textOf(file.bytes), new Set(marks.keys()));
  return element(
    'div',
    { class: 'table preview', tabindex: 0, role: 'region', 'aria-label': words.preview },
    element(
      'table',
      {},
      element('caption', {}, `${words.preview}: ${file.name}`),
      element(
        'tbody',
        {},
        rows.map(({ row, cells }) => previewRow(words, row, cells, marks.get(row))),
      ),
    ),
    more > 0 && element('p', { class: 'quiet' }, words.moreRows(more)),
  );
}

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
