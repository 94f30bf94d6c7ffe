import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { chainFaults } from '../../../domain/proof/audit-chain.ts';
import type { App } from './app.ts';
import { type Child, element, table } from './element.ts';

type Entry = DeskResponses['readAudit']['entries'][number];

/** Every act on an edition, newest first, and whether each still follows from the one before. */
export async function auditOf({ desk, words, time }: App, path: string): Promise<Child> {
  const entries: Entry[] = [];
  for (let next: string | undefined = `${path}/audit`; next; ) {
    const page: DeskResponses['readAudit'] = await desk.get(next);
    entries.push(...page.entries);
    next = page.entries.length > 0 ? page.links.next : undefined;
  }
  const faults = await chainFaults(entries);
  const rows = entries
    .toReversed()
    .map(({ sequence, act, at, details, hash }) => [
      sequence,
      time(at),
      element('code', {}, act),
      element(
        'details',
        {},
        element('summary', {}, hash.slice(0, 12)),
        element('pre', {}, JSON.stringify(details, null, 1)),
      ),
    ]);
  return [
    element(
      'p',
      { class: faults.length > 0 ? 'problem' : undefined },
      faults.length > 0 ? `${words.chainBroken} ${faults.join('; ')}` : words.chainHolds(entries.length),
    ),
    table(words.audit, [words.sequence, words.when, words.act, words.details], rows),
  ];
}
