import type { Text } from '../../../domain/methodology/definitions.ts';
import { Refused } from '../../desk/problem.ts';
import type { Session } from '../../desk/session.ts';
import type { DeskWords } from '../../words/desk-en.ts';
import type { Desk } from './api.ts';
import { type Child, element } from './element.ts';

/** What every view is given. */
export type App = {
  language: keyof Text;
  words: DeskWords;
  session: Session;
  desk: Desk;
  text: (text: Text) => string;
  number: (value: number | null | undefined) => string;
  time: (iso: string | undefined) => string;
  /** To the second. */
  second: (iso: string) => string;
  /** How far away a time is: in 8 days, 2 hours ago. */
  away: (iso: string) => string;
  /** Ends when the person goes to another view. */
  left: AbortSignal;
  /** Draws the view again, unless the person has left it. */
  again: () => void;
};

/** The parts of its address, behind its name, select what a view shows. */
export type View = (app: App, ...parts: string[]) => Promise<Child>;

/** A refusal as a sentence and what to do; the desk's own words are in English. */
export function problemBox(words: DeskWords, error: unknown): HTMLElement {
  if (!(error instanceof Refused)) reportError(error);
  const { kind, problem } = error instanceof Refused ? error : new Refused('internal');
  const { title, advice } = words.problems[kind];
  const { detail, allowed, requestId } = problem;
  return element(
    'div',
    { class: 'problem', role: 'alert' },
    element('p', {}, element('strong', {}, title), ' ', advice),
    detail && element('p', { lang: 'en' }, detail),
    allowed && allowed.length > 0 && element('p', { lang: 'en' }, allowed.join(', ')),
    requestId && element('p', { class: 'quiet' }, `${words.requestId}: ${requestId}`),
  );
}

/** Does what may be refused, and shows in `place` why it was. */
export async function attempt(app: App, place: HTMLElement, work: () => Promise<unknown>): Promise<void> {
  place.replaceChildren();
  try {
    await work();
  } catch (error) {
    place.replaceChildren(problemBox(app.words, error));
  }
}

/** Sends a form, and shows in `problems` why it was refused. Until that is known, it is not sent again. */
export function whenSent(
  app: App,
  form: HTMLFormElement,
  problems: HTMLElement,
  send: () => Promise<unknown>,
): void {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.ariaBusy) return;
    form.ariaBusy = 'true';
    await attempt(app, problems, send);
    form.ariaBusy = null;
  });
}

/** What may not be there. */
export const orNothing = <Body>(asked: Promise<Body>): Promise<Body | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof Refused && error.kind === 'not-found') return undefined;
    throw error;
  });

export const chip = (label: string, tone: 'good' | 'bad' | 'open'): HTMLElement =>
  element('span', { class: `chip ${tone}` }, label);
