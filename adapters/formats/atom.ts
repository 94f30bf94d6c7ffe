import type { PublicIndex } from '../../use-cases/read-ports.ts';

type Entry = { period: string; revision: number; at: string; what: string; note: string; address: string };

/**
 * Atom (RFC 4287): the current release of each edition of an index, and what was withdrawn with nothing in its place,
 * newest first. A withdrawal has the id that its release had: who mirrors the feed sees that entry change.
 *
 * @param service its address: readers keep a feed far from where it came from
 */
export function releaseFeed(of: PublicIndex, service: string): string {
  const { index, name, publisher } = of;
  const entries = [...released(of), ...withdrawn(of)].sort((a, b) => (a.at < b.at ? 1 : -1));
  const place = `${service}/v1/indices/${index}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>urn:civindex:${text(index)}</id>
<title>${text(name.en)}</title>
<updated>${entries[0]?.at ?? '1970-01-01T00:00:00Z'}</updated>
<author><name>${text(publisher.name.en)}</name></author>
<link rel="self" type="application/atom+xml" href="${text(place)}/releases.atom"/>
${entries
  .map(
    ({ period, revision, at, what, note, address }) => `<entry>
<id>urn:civindex:${text(index)}:${period}:${revision}</id>
<title>${text(name.en)} ${period}, ${what}</title>
<updated>${at}</updated>
<link rel="alternate" type="application/json" href="${text(place)}/editions/${period}${address}"/>
<summary>${text(note)}</summary>
</entry>`,
  )
  .join('\n')}
</feed>
`;
}

const released = ({ editions }: PublicIndex): Entry[] =>
  Object.entries(editions).map(([period, { revision, publishedAt, note }]) => ({
    period,
    revision,
    at: publishedAt,
    what: `release ${revision}`,
    note: note?.en ?? 'Released',
    address: `?revision=${revision}`,
  }));

const withdrawn = ({ withdrawn = {} }: PublicIndex): Entry[] =>
  Object.entries(withdrawn).map(([period, { revision, at, note }]) => ({
    period,
    revision,
    at,
    what: `release ${revision}: withdrawn`,
    note: note.en,
    address: '/releases',
  }));

const text = (written: string): string =>
  written
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
