import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { editionName, followable, viewAddress } from '../../desk/view-address.ts';
import { type App, attempt, chip, type View } from './app.ts';
import { editionForm } from './edition-form.ts';
import { button, type Child, element, field, link, table } from './element.ts';

type Claims = DeskResponses['getClaims'];
type Claim = Claims['claims'][number];
type Outcome = NonNullable<Claim['decision']>['outcome'];

const outcomes = ['accepted', 'corrected', 'rejected'] as const satisfies Outcome[];

/** Values that count once somebody of another agency has verified them: which files have some, and those of one. */
export const reviewView: View = async (app, index, period, submission) => {
  const { words } = app;
  if (!index || !period)
    return app.session.roles.includes('reviewer')
      ? verifiedEditions(app)
      : editionForm(app, 'review', words.review, words.reviewLead);
  const path = `/editions/${index}/${period}/claims`;
  return submission
    ? claimsOfFile(app, `${path}/${encodeURIComponent(submission)}`)
    : claimingFiles(app, path, [index, period]);
};

async function verifiedEditions({ desk, words, text }: App): Promise<Child> {
  const { editions } = await desk.get<DeskResponses['listVerifiedEditions']>('/claims');
  return [
    element('h2', { tabindex: -1 }, words.review),
    editions.length > 0
      ? element(
          'ul',
          { class: 'columns' },
          editions.map(({ id, name }) =>
            element('li', {}, link(viewAddress('review', ...id.split('/')), editionName(text(name), id))),
          ),
        )
      : element('p', {}, words.verifiesNothing),
  ];
}

async function claimingFiles({ desk, words, number }: App, path: string, edition: string[]): Promise<Child> {
  const { files } = await desk.get<DeskResponses['listClaims']>(path);
  const rows = files.map(({ submission, agency, cohort, counts }) => [
    link(viewAddress('review', ...edition, submission), agency),
    cohort,
    number(counts.claims),
    number(counts.claims - counts.decided),
    number(counts.answered),
  ]);
  return [
    element('h2', { tabindex: -1 }, `${words.review}: ${edition.join('/')}`),
    rows.length > 0
      ? table(
          words.toVerify,
          [words.agency, words.cohort, words.claims, words.undecided, words.answered],
          rows,
        )
      : element('p', {}, words.nothingToVerify),
  ];
}

async function claimsOfFile(app: App, path: string): Promise<Child> {
  const { desk, words, session } = app;
  const first = await desk.get<Claims>(path);
  const isOwn = first.agency === session.agency;
  const decides = !isOwn && session.roles.includes('reviewer');
  const list = element('ol', { class: 'claims' });
  const problems = element('div');
  let next: string | undefined;
  const show = ({ claims, links }: Claims) => {
    list.append(...claims.map((claim) => claimItem(app, path, claim, decides)));
    next = links.next;
    more.hidden = next === undefined;
  };
  const more = button(words.moreClaims, () =>
    attempt(app, problems, async () => show(await desk.get<Claims>(next!))),
  );
  show(first);
  return [
    element('h2', { tabindex: -1 }, words.claimsOf(first.agency, first.edition)),
    isOwn && element('p', { class: 'problem' }, element('strong', {}, words.fourEyes)),
    list,
    more,
    problems,
  ];
}

function claimItem(app: App, path: string, claim: Claim, decides: boolean): HTMLElement {
  const { words, number } = app;
  const { indicator, unit, claimed, note, evidence, decision, answer } = claim;
  const address = evidence === undefined ? undefined : followable(evidence);
  const item = element(
    'li',
    { class: 'card' },
    element('h3', {}, `${unit} · ${indicator}`),
    element(
      'dl',
      { class: 'facts' },
      fact(words.claimed, element('strong', {}, number(claimed))),
      note !== undefined && fact(words.note, note),
      evidence !== undefined &&
        fact(
          words.evidence,
          address ? element('a', { href: address, target: '_blank', rel: 'noopener' }, evidence) : evidence,
        ),
      decision &&
        fact(words.decision, [
          chip(words.outcomes[decision.outcome], decision.outcome === 'accepted' ? 'good' : 'bad'),
          decision.outcome === 'corrected' && ` ${number(decision.verified)}`,
          `: ${decision.reason}`,
        ]),
      answer && fact(words.answer, answer.text),
    ),
    decides &&
      decisionForm(app, path, claim, (decided) => item.replaceWith(claimItem(app, path, decided, true))),
  );
  return item;
}

const fact = (term: string, said: Child): Child => [element('dt', {}, term), element('dd', {}, said)];

function decisionForm(app: App, path: string, claim: Claim, done: (claim: Claim) => void): HTMLElement {
  const { words, desk } = app;
  const { indicator, unit, decision } = claim;
  const value = element('input', { type: 'number', step: 'any', required: true, disabled: true });
  const reason = element('input', { type: 'text', required: true, maxlength: 500 });
  const choice = element(
    'select',
    {},
    outcomes.map((outcome) => element('option', { value: outcome }, words.verdicts[outcome])),
  );
  const corrected = field(words.rightValue, value);
  corrected.hidden = true;
  choice.addEventListener('change', () => {
    value.disabled = choice.value !== 'corrected';
    corrected.hidden = value.disabled;
  });
  const problems = element('div');
  const form = element(
    'form',
    { class: 'tools', 'aria-label': `${words.decision}: ${unit}, ${indicator}` },
    field(words.decision, choice),
    corrected,
    field(words.reason, reason),
    element('button', { class: 'main' }, decision ? words.decideAgain : words.decide),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const outcome = choice.value as Outcome;
    const verdict = { indicator, unit, outcome, reason: reason.value };
    const verdicts = [outcome === 'corrected' ? { ...verdict, value: value.valueAsNumber } : verdict];
    void attempt(app, problems, async () => {
      await desk.post(`${path}/decisions`, { verdicts });
      const verified = { accepted: claim.claimed, corrected: value.valueAsNumber, rejected: null }[outcome];
      done({ ...claim, decision: { outcome, verified, reason: reason.value } });
    });
  });
  return element('div', {}, form, problems);
}
