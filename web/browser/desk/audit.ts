import type { DeskResponses } from '../../../contracts/desk-responses.ts';
import { chainFaults } from '../../../domain/proof/audit-chain.ts';
import type { App } from './app.ts';
import { type Child, element, table } from './element.ts';

type Entry = DeskResponses['readAudit']['entries'][number];

/** Every act on an edition, newest first, and whether each still follows from the one before. */
export async function auditOf({ desk, words, second }: App, path: string): Promise<Child> {
  const entries: Entry[] = [];
  for (let next: string | undefined = `${path}/audit`; next; ) {
    const page: DeskResponses['readAudit'] = await desk.get(next);
    entries.push(...page.entries);
    next = page.entries.length > 0 ? page.links.next : undefined;
  }
  if (entries.length === 0) return element('p', {}, words.noActs);
  const faults = await chainFaults(entries);
  const rows = entries
    .toReversed()
    .map((entry) => [
      entry.sequence,
      second(entry.at),
      words.acts[entry.act as keyof typeof words.acts] ?? entry.act,
      summaryOf(words, entry),
      detailsOf(entry),
    ]);
  return [
    element(
      'p',
      { class: faults.length > 0 ? 'problem' : undefined },
      faults.length > 0 ? `${words.chainBroken} ${faults.join('; ')}` : words.chainHolds(entries.length),
    ),
    table(words.audit, [words.sequence, words.when, words.act, words.concerned, words.details], rows),
  ];
}

/** Who did it, or whose file it was, and which release. */
function summaryOf(words: App['words'], { details }: Entry): string {
  const { agency, by, revision, kind } = details as {
    agency?: string;
    by?: { agency: string };
    revision?: number;
    kind?: keyof App['words']['kinds'];
  };
  const release = revision === undefined ? undefined : words.releaseNumber(revision);
  return [agency ?? by?.agency, kind && words.kinds[kind], release].filter(Boolean).join(' · ');
}

const detailsOf = ({ hash, details }: Entry): HTMLElement =>
  element(
    'details',
    {},
    element('summary', {}, element('code', {}, hash.slice(0, 12))),
    element('pre', {}, JSON.stringify(details, null, 1)),
  );
