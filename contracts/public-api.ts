import * as z from 'zod/mini';
import * as parameters from './parameters.ts';
import { type Route, route } from './route.ts';

const { asOf, cohort, cursor, index, limit, node, none, period, revision, search, unit } = parameters;
const optional = z.optional;

const edition = '/v1/indices/{index}/editions/{period}';

const within = () => ({
  cohort: optional(cohort()),
  node: optional(node()),
  revision: optional(revision()),
  asOf: optional(asOf()),
});

const ofCohort = () => ({
  cohort: optional(cohort()),
  revision: optional(revision()),
  asOf: optional(asOf()),
});

/** The public API. `HEAD` is answered wherever `GET` is. */
export const publicRoutes = {
  getService: route({ method: 'GET', path: '/v1', summary: 'What this service offers, with links' }, () => ({
    pathParameters: none(),
    query: none(),
  })),
  getDescription: route(
    { method: 'GET', path: '/v1/openapi.json', summary: 'This description, in OpenAPI 3.1' },
    () => ({ pathParameters: none(), query: none() }),
  ),
  listIndices: route({ method: 'GET', path: '/v1/indices', summary: 'All indices' }, () => ({
    pathParameters: none(),
    query: none(),
  })),
  getIndex: route(
    { method: 'GET', path: '/v1/indices/{index}', summary: 'One index and its editions' },
    () => ({ pathParameters: z.strictObject({ index: index() }), query: none() }),
  ),
  listEditions: route(
    {
      method: 'GET',
      path: '/v1/indices/{index}/editions',
      summary: 'Released editions, newest first, with their cohorts and nodes',
    },
    () => ({ pathParameters: z.strictObject({ index: index() }), query: none() }),
  ),
  getEdition: route(
    {
      method: 'GET',
      path: edition,
      summary: 'One edition: its tree, statistics, and what it was computed from',
    },
    () => ({
      pathParameters: z.strictObject({ index: index(), period: period() }),
      query: z.strictObject({ revision: optional(revision()), asOf: optional(asOf()) }),
    }),
  ),
  getRanking: route(
    { method: 'GET', path: `${edition}/ranking`, summary: 'The ranking of a cohort at a node, page by page' },
    () => ({
      pathParameters: z.strictObject({ index: index(), period: period() }),
      query: z.strictObject({
        cohort: optional(cohort()),
        node: optional(node()),
        sort: optional(parameters.sort()),
        region: optional(parameters.region()),
        search: optional(search()),
        limit: optional(limit()),
        cursor: optional(cursor()),
        revision: optional(revision()),
        asOf: optional(asOf()),
      }),
    }),
  ),
  getMovers: route(
    { method: 'GET', path: `${edition}/movers`, summary: 'Who rose and who fell most on the edition before' },
    () => ({
      pathParameters: z.strictObject({ index: index(), period: period() }),
      query: z.strictObject({ ...within(), limit: optional(parameters.moversLimit()) }),
    }),
  ),
  getStatistics: route(
    {
      method: 'GET',
      path: `${edition}/statistics`,
      summary: 'What is said of all units at a node: mean, spread, lead of the first, growth of the mean',
    },
    () => ({
      pathParameters: z.strictObject({ index: index(), period: period() }),
      query: z.strictObject(within()),
    }),
  ),
  compareUnits: route(
    { method: 'GET', path: `${edition}/compare`, summary: 'Two to five units side by side at every node' },
    () => ({
      pathParameters: z.strictObject({ index: index(), period: period() }),
      query: z.strictObject({
        units: parameters.comparedUnits(),
        cohort: optional(cohort()),
        revision: optional(revision()),
        asOf: optional(asOf()),
      }),
    }),
  ),
  getUnitProfile: route(
    { method: 'GET', path: `${edition}/units/{unit}`, summary: 'One unit at every node of an edition' },
    () => ({
      pathParameters: z.strictObject({ index: index(), period: period(), unit: unit() }),
      query: z.strictObject({
        cohort: optional(cohort()),
        revision: optional(revision()),
        asOf: optional(asOf()),
      }),
    }),
  ),
  getUnitHistory: route(
    {
      method: 'GET',
      path: '/v1/indices/{index}/units/{unit}/history',
      summary: 'One unit through all released editions, oldest first, as published',
    },
    () => ({
      pathParameters: z.strictObject({ index: index(), unit: unit() }),
      query: z.strictObject({ cohort: optional(cohort()), node: optional(node()) }),
    }),
  ),
  getResults: route(
    {
      method: 'GET',
      path: `${edition}/results.{format}`,
      summary: 'A whole cohort, every unit at every node, as one small table in the format of the suffix',
      mediaType: [
        'application/json',
        'text/csv',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/vnd.sdmx.data+csv',
      ],
    },
    () => ({
      pathParameters: z.strictObject({
        index: index(),
        period: period(),
        format: parameters.resultsFormat(),
      }),
      query: z.strictObject(ofCohort()),
    }),
  ),
  getCitation: route(
    {
      method: 'GET',
      path: `${edition}/citation.{format}`,
      summary: 'How to cite a release, in BibTeX or CSL-JSON',
      mediaType: ['application/x-bibtex', 'application/vnd.citationstyles.csl+json'],
    },
    () => ({
      pathParameters: z.strictObject({
        index: index(),
        period: period(),
        format: parameters.citationFormat(),
      }),
      query: z.strictObject({ revision: optional(revision()), asOf: optional(asOf()) }),
    }),
  ),
  getDataPackage: route(
    {
      method: 'GET',
      path: '/v1/indices/{index}/datapackage.json',
      summary: 'All tables of an index as a Frictionless data package',
    },
    () => ({ pathParameters: z.strictObject({ index: index() }), query: none() }),
  ),
  getReleaseFeed: route(
    {
      method: 'GET',
      path: '/v1/indices/{index}/releases.atom',
      summary: 'The releases of an index, and withdrawals, as an Atom feed',
      mediaType: 'application/atom+xml',
    },
    () => ({ pathParameters: z.strictObject({ index: index() }), query: none() }),
  ),
  getCatalogue: route(
    {
      method: 'GET',
      path: '/v1/catalogue.jsonld',
      summary: 'All indices as a DCAT-AP catalogue in JSON-LD',
      mediaType: 'application/ld+json',
    },
    () => ({ pathParameters: none(), query: none() }),
  ),
  getDocumentation: route(
    { method: 'GET', path: '/v1/docs', summary: 'This description, for people', mediaType: 'text/html' },
    () => ({ pathParameters: none(), query: none() }),
  ),
  getMethodology: route(
    {
      method: 'GET',
      path: `${edition}/methodology`,
      summary: 'The very definition that the release was computed by',
    },
    () => ({
      pathParameters: z.strictObject({ index: index(), period: period() }),
      query: z.strictObject({ revision: optional(revision()), asOf: optional(asOf()) }),
    }),
  ),
  getCoverage: route(
    {
      method: 'GET',
      path: `${edition}/coverage`,
      summary: 'Which units and indicators were reported, and the files that the release rests on',
    },
    () => ({
      pathParameters: z.strictObject({ index: index(), period: period() }),
      query: z.strictObject(ofCohort()),
    }),
  ),
  explainScore: route(
    {
      method: 'GET',
      path: `${edition}/units/{unit}/explanation`,
      summary: 'Where a score comes from, down to the reported values',
    },
    () => ({
      pathParameters: z.strictObject({ index: index(), period: period(), unit: unit() }),
      query: z.strictObject(within()),
    }),
  ),
  getUncertainty: route(
    {
      method: 'GET',
      path: `${edition}/uncertainty`,
      summary: 'How sure the ranks are under other weights and methods that are as reasonable',
    },
    () => ({
      pathParameters: z.strictObject({ index: index(), period: period() }),
      query: z.strictObject(ofCohort()),
    }),
  ),
  rankWithWeights: route(
    {
      method: 'POST',
      path: `${edition}/what-if`,
      summary: 'The ranking that other weights would give, by the same engine; nothing of it is kept',
      makesNothing: true,
    },
    () => ({
      pathParameters: z.strictObject({ index: index(), period: period() }),
      query: z.strictObject(ofCohort()),
      body: z.strictObject({ weights: parameters.weights() }),
    }),
  ),
  listReleases: route(
    {
      method: 'GET',
      path: `${edition}/releases`,
      summary: 'Every release of an edition, newest first, with what the public was told',
    },
    () => ({ pathParameters: z.strictObject({ index: index(), period: period() }), query: none() }),
  ),
  compareReleases: route(
    {
      method: 'GET',
      path: `${edition}/releases/{revision}/diff/{other}`,
      summary: 'The units whose rank or score at a node differ between two releases',
    },
    () => ({
      pathParameters: z.strictObject({
        index: index(),
        period: period(),
        revision: revision(),
        other: revision(),
      }),
      query: z.strictObject({ cohort: optional(cohort()), node: optional(node()) }),
    }),
  ),
  listErrata: route(
    {
      method: 'GET',
      path: '/v1/indices/{index}/errata',
      summary: 'Notes on revisions, roll-backs and withdrawals of an index, newest first',
    },
    () => ({ pathParameters: z.strictObject({ index: index() }), query: none() }),
  ),
  listUnitSets: route(
    {
      method: 'GET',
      path: '/v1/unit-sets',
      summary: 'Sets of units that are ranked together, with their dates',
    },
    () => ({ pathParameters: none(), query: none() }),
  ),
  searchUnits: route({ method: 'GET', path: '/v1/units', summary: 'Units by name, in any spelling' }, () => ({
    pathParameters: none(),
    query: z.strictObject({ search: search(), unitSet: optional(parameters.unitSet()) }),
  })),
  getUnit: route(
    {
      method: 'GET',
      path: '/v1/units/{unit}',
      summary: 'One unit: names, codes with their dates, and the units that it came of and became',
    },
    () => ({ pathParameters: z.strictObject({ unit: unit() }), query: none() }),
  ),
  listPlans: route(
    { method: 'GET', path: '/v1/plans', summary: 'Plans of targets, with how many are met' },
    () => ({ pathParameters: none(), query: z.strictObject({ asOf: optional(parameters.year()) }) }),
  ),
  getPlan: route(
    {
      method: 'GET',
      path: '/v1/plans/{plan}',
      summary: 'The targets of a plan: where each stands, how far it is, and the pace that it needs',
    },
    () => ({
      pathParameters: z.strictObject({ plan: parameters.plan() }),
      query: z.strictObject({ asOf: optional(parameters.year()) }),
    }),
  ),
} satisfies Record<string, Route>;

export type PublicOperation = keyof typeof publicRoutes;
