import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import type { AnyEdition } from './agenda.ts';
import { type App, whenSent } from './app.ts';
import { type Child, element, field, table } from './element.ts';

type Permissions = DeskResponses['listLatePermissions'];

/** Who may send files after the deadline, until when and why; and leave for another agency. */
export async function latenessOf(app: App, path: string, edition: AnyEdition): Promise<Child> {
  const { desk, words, time } = app;
  const { permissions } = await desk.get<Permissions>(`${path}/permissions`);
  const { closes } = edition.window;
  return [
    permissions.length > 0
      ? table(
          words.permissions,
          [words.agency, words.until, words.reason, words.grantedBy],
          permissions.map(({ agency, until, reason, grantedBy, grantedAt }) => [
            agency,
            time(until),
            reason,
            `${grantedBy}, ${time(grantedAt)}`,
          ]),
        )
      : element('p', {}, words.noPermissions),
    closes === undefined
      ? element('p', { class: 'quiet' }, words.neverCloses)
      : [
          element('p', {}, words.closesOn(time(closes), app.away(closes))),
          permissionForm(app, path, edition),
        ],
  ];
}

function permissionForm(app: App, path: string, { reporters }: AnyEdition): HTMLElement {
  const { words } = app;
  const agency = element(
    'select',
    {},
    reporters.map((each) => element('option', {}, each)),
  );
  const until = element('input', { type: 'datetime-local', required: true });
  const reason = element('input', { type: 'text', required: true, maxlength: 500 });
  const problems = element('div');
  const form = element(
    'form',
    { class: 'tools', 'aria-label': words.permit },
    field(words.agency, agency),
    field(words.untilYourTime, until),
    field(words.reason, reason),
    element('button', { class: 'main' }, words.permit),
  );
  whenSent(app, form, problems, async () => {
    const permission = {
      agency: agency.value,
      until: new Date(until.value).toISOString(),
      reason: reason.value,
    };
    await app.desk.post(`${path}/permissions`, permission);
    app.again();
  });
  return element('section', { 'aria-label': words.permit }, element('h3', {}, words.permit), form, problems);
}
