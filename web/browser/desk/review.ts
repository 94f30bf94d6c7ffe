import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { editionName, viewAddress } from '../../desk/view-address.ts';
import { type App, attempt, type View } from './app.ts';
import { type ClaimRights, claimItem } from './claim-item.ts';
import { button, type Child, element, link, table } from './element.ts';

type Claims = DeskResponses['getClaims'];
type ClaimingFile = DeskResponses['listClaims']['files'][number];

/** Values that count once somebody of another agency has verified them: which files have some, and those of one. */
export const reviewView: View = async (app, index, period, submission) => {
  if (!index || !period) return queue(app, await verifiedEditions(app));
  const id = `${index}/${period}`;
  return submission ? claimsOfFile(app, id, submission) : queue(app, [id]);
};

async function verifiedEditions({ desk }: App): Promise<string[]> {
  const { editions } = await desk.get<DeskResponses['listVerifiedEditions']>('/claims');
  return editions.map(({ id }) => id);
}

type WaitingFile = { edition: string; name: string; file: ClaimingFile };

/** Files with the most to decide come first. */
async function queue(app: App, editions: readonly string[]): Promise<Child> {
  const { words } = app;
  const waiting = (await Promise.all(editions.map((edition) => filesOf(app, edition))))
    .flat()
    .sort((one, other) => undecided(other.file) - undecided(one.file));
  const { agency, edition, cohort, claims, undecided: open, answered } = words;
  return [
    element('h2', { tabindex: -1 }, words.review),
    element('p', {}, words.reviewLead),
    waiting.length > 0
      ? table(
          words.toVerify,
          [agency, edition, cohort, claims, open, answered],
          waiting.map((each) => queueRow(app, each)),
        )
      : element('p', {}, editions.length > 0 ? words.nothingToVerify : words.verifiesNothing),
  ];
}

async function filesOf({ desk, text }: App, edition: string): Promise<WaitingFile[]> {
  const { name, files } = await desk.get<DeskResponses['listClaims']>(`/editions/${edition}/claims`);
  return files.map((file) => ({ edition, name: editionName(text(name), edition), file }));
}

const undecided = ({ counts }: ClaimingFile): number => counts.claims - counts.decided;

const queueRow = ({ number }: App, { edition, name, file }: WaitingFile): Child[] => [
  link(viewAddress('review', ...edition.split('/'), file.submission), file.agency),
  name,
  file.cohort,
  number(file.counts.claims),
  element('strong', {}, number(undecided(file))),
  number(file.counts.answered),
];

async function claimsOfFile(app: App, edition: string, submission: string): Promise<Child> {
  const { desk, words, session, number, text } = app;
  const path = `/editions/${edition}/claims/${encodeURIComponent(submission)}`;
  const first = await desk.get<Claims>(path);
  const isOwn = first.agency === session.agency;
  const rights: ClaimRights = {
    decides: !isOwn && session.roles.includes('reviewer'),
    answers: isOwn && session.roles.includes('reporter'),
  };
  const list = element('ol', { class: 'claims' });
  const problems = element('div');
  let next: string | undefined;
  const show = ({ claims, links }: Claims) => {
    list.append(...claims.map((claim) => claimItem(app, path, claim, rights)));
    next = links.next;
    more.hidden = next === undefined;
  };
  const more = button(words.moreClaims, () =>
    attempt(app, problems, async () => show(await desk.get<Claims>(next!))),
  );
  show(first);
  const { claims, decided, answered } = first.counts;
  return [
    element('h2', { tabindex: -1 }, words.claimsOf(first.agency, editionName(text(first.name), edition))),
    element('p', { class: 'lead' }, words.claimCounts(number(claims), number(decided), number(answered))),
    rights.answers && element('p', {}, words.answerLead),
    isOwn && !rights.answers && element('p', { class: 'problem' }, element('strong', {}, words.fourEyes)),
    list,
    more,
    problems,
  ];
}
