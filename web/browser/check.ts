import type { CheckData } from '../pages/check.ts';
import { byId, element, filled, pageData } from './page-data.ts';

const { release, words } = pageData<CheckData>('check-data');
const button = byId<HTMLButtonElement>('check');
const verdict = byId('verdict');
const list = byId('checks');

for (const code of document.querySelectorAll('[data-origin]'))
  code.textContent = code.textContent!.replace(' /', ` ${location.origin}/`);

button.addEventListener('click', async () => {
  if (button.ariaDisabled) return;
  // It keeps the focus.
  button.ariaDisabled = 'true';
  verdict.className = '';
  verdict.textContent = words.working;
  list.replaceChildren();
  try {
    const failed = await run();
    const count = list.children.length;
    verdict.textContent = filled(failed > 0 ? words.failed : words.passed, { count: failed || count });
    verdict.className = failed > 0 ? 'bad' : 'good';
  } catch (error) {
    verdict.textContent = words.error + (error as Error).message;
    verdict.className = 'bad';
  }
  button.ariaDisabled = null;
});

/** The very checks of `civindex verify`; fetched when somebody asks for them. */
async function run(): Promise<number> {
  const { verifyHere } = await import('./verify-here.ts');
  let failed = 0;
  for await (const { subject, fault } of verifyHere(release)) {
    if (fault) failed += 1;
    const text = fault ? `${subject}: ${fault}` : subject;
    list.append(element('li', { text: `${fault ? '✗' : '✓'} ${text}`, className: fault ? 'bad' : 'good' }));
  }
  return failed;
}
