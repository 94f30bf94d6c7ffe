import { base64url } from 'jose';
import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import type { Receipt } from '../../../contracts/proof-documents.ts';
import { type App, attempt } from './app.ts';
import { button, element, fact } from './element.ts';
import { follow } from './follow.ts';

type Signed = DeskResponses['getReceipt'];

/** What the service has signed: which bytes came when, and how they were judged. It is there soon after the outcome. */
export function receiptOf(app: App, { id }: DeskResponses['getSubmission']): HTMLElement {
  const { words } = app;
  const place = element('div', { 'aria-live': 'polite' });
  const path = `/submissions/${id}/receipt`;
  void attempt(app, place, async () => {
    place.append(element('p', { class: 'quiet' }, words.beingSigned));
    const signed = await follow<Signed>(app, path, () => true);
    if (signed) place.replaceChildren(factsOf(app, receiptIn(signed)), downloadOf(app, path, id));
  });
  return element(
    'section',
    { class: 'receipt', 'aria-label': words.receipt },
    element('h3', {}, words.receipt),
    place,
  );
}

const receiptIn = ({ payload }: Signed): Receipt =>
  JSON.parse(new TextDecoder().decode(base64url.decode(payload)));

function factsOf({ words, second, number }: App, receipt: Receipt): HTMLElement {
  const { submission, agency, fileName, file, announcedAt, decidedAt, status, rows } = receipt;
  return element(
    'dl',
    { class: 'facts' },
    fact(words.receiptNumber, element('code', {}, submission)),
    fact(words.agency, agency),
    fact(words.file, `${fileName} (${words.bytes(number(file.bytes))})`),
    fact(words.fingerprint, element('code', {}, file.sha256)),
    fact(words.sentAt, second(announcedAt)),
    fact(words.judgedAt, second(decidedAt)),
    fact(words.status, `${words.statuses[status]} (${words.rowCount(rows)})`),
  );
}

function downloadOf(app: App, path: string, id: string): HTMLElement {
  const problems = element('div');
  return element(
    'div',
    { class: 'actions' },
    button(app.words.downloadReceipt, () =>
      attempt(app, problems, () => app.desk.download(path, `receipt-${id}.json`)),
    ),
    problems,
  );
}
