import type { PublicIndex } from '../../use-cases/read-ports.ts';

/**
 * Atom (RFC 4287): the current release of each edition of an index, newest first.
 *
 * @param service its address: readers keep a feed far from where it came from
 */
export function releaseFeed({ index, name, publisher, editions }: PublicIndex, service: string): string {
  const entries = Object.entries(editions)
    .map(([period, pointer]) => ({ period, ...pointer }))
    .sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1));
  const place = `${service}/v1/indices/${index}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>urn:civindex:${text(index)}</id>
<title>${text(name.en)}</title>
<updated>${entries[0]?.publishedAt ?? '1970-01-01T00:00:00Z'}</updated>
<author><name>${text(publisher.name.en)}</name></author>
<link rel="self" type="application/atom+xml" href="${text(place)}/releases.atom"/>
${entries
  .map(
    ({ period, revision, publishedAt, note }) => `<entry>
<id>urn:civindex:${text(index)}:${period}:${revision}</id>
<title>${text(name.en)} ${period}, release ${revision}</title>
<updated>${publishedAt}</updated>
<link rel="alternate" type="application/json" href="${text(place)}/editions/${period}?revision=${revision}"/>
<summary>${text(note?.en ?? 'Released')}</summary>
</entry>`,
  )
  .join('\n')}
</feed>
`;
}

const text = (written: string): string =>
  written
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
