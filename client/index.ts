import createFetchClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { components, paths } from './generated/schema.js';

export type { components, paths };

/** What an operation answers when all is well: `Schemas['Ranking']`. */
export type Schemas = components['schemas'];

/**
 * Every operation of a Civindex service, typed by its OpenAPI document: `client.GET('/v1/indices/{index}', …)`.
 * An answer has `data`, or `error`: a problem document that says what was wrong and what is allowed.
 *
 * @param baseUrl where the service is, without `/v1`
 */
export const createClient = (options: ClientOptions & { baseUrl: string }): Client<paths> =>
  createFetchClient<paths>(options);
