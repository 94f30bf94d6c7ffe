import type { APIGatewayProxyEvent } from 'aws-lambda';
import { parseAccept } from 'hono/utils/accept';
import { headerOf } from '../shared/parameters.ts';

const suffixes: [mediaType: string, suffix: string][] = [
  ['application/json', 'json'],
  ['text/csv', 'csv'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/vnd.sdmx.data+csv', 'sdmx.csv'],
];

/**
 * `…/results` without a suffix comes in the media type that `Accept` likes best (RFC 9110, 12.5.1); in JSON where it
 * likes none of those that there are.
 */
export function negotiated(event: APIGatewayProxyEvent): APIGatewayProxyEvent {
  const results = /^(.*\/editions\/[^/]+\/results)\/?$/.exec(event.path)?.[1];
  return results ? { ...event, path: `${results}.${suffixFor(headerOf(event, 'Accept') ?? '')}` } : event;
}

function suffixFor(accept: string): string {
  const ranges = parseAccept(accept).map(({ type, q }) => ({ type: type.toLowerCase(), q }));
  const refused = ranges.filter(({ q }) => q === 0).map(({ type }) => type);
  const offered = suffixes.filter(([mediaType]) => !refused.includes(mediaType));
  for (const { type } of ranges.filter(({ q }) => q > 0)) {
    const found = offered.find(([mediaType]) => isIn(mediaType, type));
    if (found) return found[1];
  }
  return 'json';
}

const isIn = (mediaType: string, range: string): boolean =>
  range === '*/*' || range === mediaType || range === `${mediaType.split('/')[0]}/*`;
