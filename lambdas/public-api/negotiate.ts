import type { APIGatewayProxyEvent } from 'aws-lambda';
import { headerOf } from '../shared/parameters.ts';

const suffixes: [mediaType: string, suffix: string][] = [
  ['application/json', 'json'],
  ['text/csv', 'csv'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/vnd.sdmx.data+csv', 'sdmx.csv'],
];

/** `…/results` without a suffix comes in the first media type of `Accept` that there is; in JSON where none is. */
export function negotiated(event: APIGatewayProxyEvent): APIGatewayProxyEvent {
  if (!/\/editions\/[^/]+\/results$/.test(event.path)) return event;
  const accepted = (headerOf(event, 'Accept') ?? '').split(',').map((range) => range.split(';')[0]!.trim());
  const wanted = accepted.find((range) => suffixes.some(([mediaType]) => mediaType === range));
  const [, suffix] = suffixes.find(([mediaType]) => mediaType === wanted) ?? suffixes[0]!;
  return { ...event, path: `${event.path}.${suffix}` };
}
