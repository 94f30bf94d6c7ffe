import type { CatalogueEntry } from '../../use-cases/read-ports.ts';

/**
 * DCAT-AP catalogue as JSON-LD, its context within, so that a reader needs no other address.
 *
 * @param service its address: what is named here is named for catalogues elsewhere
 */
export const dcatCatalogue = (entries: readonly CatalogueEntry[], service: string) => ({
  '@context': {
    dcat: 'http://www.w3.org/ns/dcat#',
    dct: 'http://purl.org/dc/terms/',
    foaf: 'http://xmlns.com/foaf/0.1/',
  },
  '@id': `${service}/v1/catalogue.jsonld`,
  '@type': 'dcat:Catalog',
  'dct:title': texts({ vi: 'Danh mục chỉ số', en: 'Catalogue of indices' }),
  'dct:description': texts({
    vi: 'Các chỉ số được xếp hạng tại đây',
    en: 'The indices that are ranked here',
  }),
  'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': 'Civindex' },
  'dcat:dataset': entries.map(({ index, name, description, publisher }) => ({
    '@id': `${service}/v1/indices/${index}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': index,
    'dct:title': texts(name),
    'dct:description': texts(description),
    'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': texts(publisher.name) },
    'dcat:distribution': [
      distribution(`${service}/v1/indices/${index}/editions/latest/results.csv`, 'text/csv'),
      distribution(`${service}/v1/indices/${index}/datapackage.json`, 'application/json'),
    ],
  })),
});

const texts = ({ vi, en }: { vi: string; en: string }) => [
  { '@language': 'vi', '@value': vi },
  { '@language': 'en', '@value': en },
];

const distribution = (address: string, mediaType: string) => ({
  '@type': 'dcat:Distribution',
  'dcat:accessURL': { '@id': address },
  'dcat:downloadURL': { '@id': address },
  'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${mediaType}` },
});
