import type { ReleasedPlace } from '../../use-cases/get-citation.ts';

/** CSL-JSON (schema of the Citation Style Language, type `dataset`). */
export function cslJson({ index, period, release, publisher, address }: ReleasedPlace) {
  const [year, month, day] = release.publishedAt.slice(0, 10).split('-').map(Number);
  return [
    {
      id: keyOf({ index, period, release }),
      type: 'dataset',
      title: `${index.name.en} ${period}`,
      author: [{ literal: publisher.name.en }],
      publisher: 'Civindex',
      issued: { 'date-parts': [[year, month, day]] },
      version: String(release.revision),
      URL: address,
    },
  ];
}

/** BibLaTeX's `dataset`; braces keep the case of names. */
export function bibTex({ index, period, release, publisher, address }: ReleasedPlace): string {
  const fields = {
    author: `{${plain(publisher.name.en)}}`,
    title: `{${plain(index.name.en)} ${period}}`,
    publisher: 'Civindex',
    year: release.publishedAt.slice(0, 4),
    month: String(Number(release.publishedAt.slice(5, 7))),
    version: String(release.revision),
    url: address,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},`);
  return [`@dataset{${keyOf({ index, period, release })},`, ...lines, '}', ''].join('\n');
}

const keyOf = ({ index, period, release }: Pick<ReleasedPlace, 'index' | 'period' | 'release'>): string =>
  `${index.id}-${period}-r${release.revision}`;

/** What TeX would take for its own is written as TeX writes it. */
const plain = (text: string): string => text.replaceAll(/[\\{}]/g, '').replaceAll(/([&%$#_])/g, '\\$1');
