import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { followable } from '../../desk/view-address.ts';
import { type App, chip, whenSent } from './app.ts';
import { type Child, element, fact, field } from './element.ts';

type Claim = DeskResponses['getClaims']['claims'][number];
type Outcome = NonNullable<Claim['decision']>['outcome'];

/** What the person may do about the claims of a file. */
export type ClaimRights = { decides: boolean; answers: boolean };

const outcomes = ['accepted', 'corrected', 'rejected'] as const satisfies Outcome[];

/** What is claimed beside its evidence, what was decided and answered, and what the person may say to it. */
export function claimItem(app: App, path: string, claim: Claim, rights: ClaimRights): HTMLElement {
  const { words, text, number } = app;
  const { names, claimed, note, evidence, decision, answer } = claim;
  const item = element(
    'li',
    { class: 'card', tabindex: -1 },
    element('h3', {}, text(names.unit), ' · ', text(names.indicator)),
    element(
      'dl',
      { class: 'facts' },
      fact(words.claimed, [element('strong', {}, number(claimed)), ` ${text(names.measure)}`]),
      note !== undefined && fact(words.note, note),
      evidence !== undefined && fact(words.evidence, evidenceLink(evidence)),
      decision && fact(words.decision, decisionOf(app, decision)),
      answer && fact(words.answer, answer.text),
    ),
    saying(app, path, claim, rights, (changed) => {
      const fresh = claimItem(app, path, changed, rights);
      const isHere = item.contains(document.activeElement);
      item.replaceWith(fresh);
      if (isHere) fresh.focus();
    }),
  );
  return item;
}

function evidenceLink(evidence: string): Child {
  const href = followable(evidence);
  return href ? element('a', { href, target: '_blank', rel: 'noopener' }, evidence) : evidence;
}

const decisionOf = (
  { words, number }: App,
  { outcome, verified, reason }: NonNullable<Claim['decision']>,
): Child => [
  chip(words.outcomes[outcome], outcome === 'accepted' ? 'good' : 'bad'),
  outcome === 'corrected' && ` ${number(verified)} ·`,
  ` ${reason}`,
];

type Done = (claim: Claim) => void;

function saying(app: App, path: string, claim: Claim, rights: ClaimRights, done: Done): Child {
  const { decision, answer } = claim;
  if (rights.decides && !decision) return decisionForm(app, path, claim, done);
  if (rights.decides)
    return element(
      'details',
      {},
      element('summary', {}, app.words.decideAgain),
      decisionForm(app, path, claim, done),
    );
  const mayAnswer = rights.answers && decision && decision.outcome !== 'accepted' && !answer;
  return mayAnswer && answerForm(app, path, claim, done);
}

function decisionForm(app: App, path: string, claim: Claim, done: Done): HTMLElement {
  const { words, desk } = app;
  const { indicator, unit } = claim;
  const value = element('input', { type: 'number', step: 'any', required: true });
  const reason = element('input', { type: 'text', required: true, maxlength: 500 });
  const choice = element(
    'select',
    {},
    outcomes.map((outcome) => element('option', { value: outcome }, words.verdicts[outcome])),
  );
  const corrected = field(words.rightValue, value);
  const suit = () => {
    value.disabled = choice.value !== 'corrected';
    corrected.hidden = value.disabled;
  };
  choice.addEventListener('input', suit);
  suit();
  return sayingForm(app, `${words.decision}: ${nameOf(app, claim)}`, words.decide, {
    fields: [field(words.decision, choice), corrected, field(words.reason, reason)],
    async send() {
      const outcome = choice.value as Outcome;
      const verdict = { indicator, unit, outcome, reason: reason.value };
      const verdicts = [outcome === 'corrected' ? { ...verdict, value: value.valueAsNumber } : verdict];
      await desk.post(`${path}/decisions`, { verdicts });
      const verified = { accepted: claim.claimed, corrected: value.valueAsNumber, rejected: null }[outcome];
      done({ ...claim, decision: { outcome, verified, reason: reason.value } });
    },
  });
}

function answerForm(app: App, path: string, claim: Claim, done: Done): HTMLElement {
  const { words, desk } = app;
  const { indicator, unit } = claim;
  const text = element('textarea', { required: true, maxlength: 500, rows: 2 });
  return sayingForm(app, `${words.answer}: ${nameOf(app, claim)}`, words.sendAnswer, {
    fields: [field(words.yourAnswer, text)],
    async send() {
      await desk.post(`${path}/answers`, { answers: [{ indicator, unit, text: text.value }] });
      done({ ...claim, answer: { text: text.value, answeredAt: new Date().toISOString() } });
    },
  });
}

const nameOf = ({ text }: App, { names }: Claim): string => `${text(names.unit)}, ${text(names.indicator)}`;

function sayingForm(
  app: App,
  name: string,
  send: string,
  what: { fields: HTMLElement[]; send(): Promise<void> },
): HTMLElement {
  const problems = element('div');
  const form = element(
    'form',
    { class: 'tools', 'aria-label': name },
    what.fields,
    element('button', { class: 'main' }, send),
  );
  whenSent(app, form, problems, what.send);
  return element('div', {}, form, problems);
}
