import { deskClient } from '../adapters/http/desk-client.ts';
import { readJson } from '../adapters/http/read-json.ts';
import type { DeskResponses } from '../contracts/desk-responses.ts';
import { alignColumns } from './align-columns.ts';
import { atDesk } from './desk.ts';
import type { Streams } from './main.ts';
import { printOutcome } from './outcome.ts';
import type { Language } from './words.ts';

export type StatusOptions = { api: string; token: string; submission?: string; language: Language };

/**
 * Output: without an edition, those that the token's agency reports for, with their deadlines and how its files
 * stand; with one, the operators' board: who has submitted and who has not. With a submission, its outcome.
 *
 * @throws {Failure} when the desk refuses, or the submission is rejected
 */
export async function status(
  edition: string | undefined,
  { api, token, submission, language }: StatusOptions,
  streams: Streams,
): Promise<void> {
  if (submission !== undefined) {
    const found = await atDesk(deskClient(api, token).getSubmission(submission));
    printOutcome(found.fileName, found, language, streams);
    return;
  }
  const ask = <Body>(path: string) =>
    atDesk(readJson<Body>(`${api}/v1/desk/editions${path}`, { Authorization: `Bearer ${token}` }));
  const lines =
    edition === undefined
      ? ownLines(await ask<DeskResponses['listDeskEditions']>(''))
      : boardLines(await ask<DeskResponses['getEditionStatus']>(`/${edition}/status`));
  streams.stdout.write(`${lines.join('\n')}\n`);
}

const column = (heading: string) => ({ heading, align: 'left' as const });

function ownLines({ editions }: DeskResponses['listDeskEditions']): string[] {
  const rows = editions.flatMap(({ id, state, window, cohorts }) =>
    cohorts.map((cohort) => [id, cohort.id, state, window.closes ?? '', cohort.state, String(cohort.sent)]),
  );
  return alignColumns(['edition', 'cohort', 'window', 'closes', 'file', 'sent'].map(column), rows);
}

function boardLines({
  id,
  state,
  window,
  counts,
  reporters,
  method,
}: DeskResponses['getEditionStatus']): string[] {
  const { expected, submitted, late } = counts;
  const closes = window.closes ? `, closes ${window.closes}` : '';
  const rows = reporters.map((row) => [
    row.agency,
    row.cohort,
    row.state,
    row.late ? 'late' : '',
    row.submission?.createdAt ?? '',
  ]);
  return [
    `${id}: ${state}${closes}; ${submitted} of ${expected} submitted, ${late} late`,
    ...alignColumns(['agency', 'cohort', 'state', '', 'opened'].map(column), rows),
    ...methodLines(method),
  ];
}

function methodLines({ refusedAt, faults }: DeskResponses['getEditionStatus']['method']): string[] {
  const lines = faults.map(({ severity, cohort, node, message, mend }) =>
    [severity, cohort, node, `${message} (${mend})`].filter(Boolean).join(': '),
  );
  return [...(refusedAt ? [`not computed since ${refusedAt}:`] : []), ...lines];
}
