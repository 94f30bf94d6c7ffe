import type { APIGatewayProxyEvent } from 'aws-lambda';

/** Where readers find the service, without a slash at its end: `https://civindex.example.org`. */
export type ServiceAddress = (event: APIGatewayProxyEvent) => string;

/**
 * The address that was configured, else that of the stage at API Gateway. No header has a part in it: caches keep
 * answers, and whoever could write an address into one would write it for all who read it after.
 */
export const serviceAddress =
  (configured: string | undefined, region: string): ServiceAddress =>
  ({ requestContext: { apiId, stage } }) =>
    configured ?? `https://${apiId}.execute-api.${region}.amazonaws.com/${stage}`;
