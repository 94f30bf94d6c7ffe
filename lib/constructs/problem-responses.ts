import { CfnGatewayResponse, type RestApiBase } from 'aws-cdk-lib/aws-apigateway';
import { securityHeaders } from '../../contracts/answer-headers.ts';
import { type ProblemKind, problemKinds, problemMediaType, problemType } from '../../contracts/problem.ts';

/** API Gateway takes a header's value in quotes, and none inside them: a problem goes without the policy for contents. */
const { 'Content-Security-Policy': _, ...unquoted } = securityHeaders;

type Title = { type: string; title: string; status: number };

const kind = (name: ProblemKind): Title => ({ type: problemType(name), ...problemKinds[name] });

/** A problem that its status says all of, in the terms of RFC 9457. */
const plain = (status: number, title: string): Title => ({ type: 'about:blank', title, status });

const retry = 'Too much at once. Try again in a second.';
const signed =
  'Signatures and temporary credentials of AWS are not accepted. Send an access token as Bearer.';

/** What API Gateway answers by itself, before or instead of a function: which error, as which problem. */
const problems: [string, Title, string?][] = [
  ['UNAUTHORIZED', kind('unauthorised'), 'Send a valid access token in the header Authorization, as Bearer.'],
  ['ACCESS_DENIED', kind('forbidden'), 'This access token does not allow that.'],
  ['INVALID_SIGNATURE', kind('unauthorised'), signed],
  ['EXPIRED_TOKEN', kind('unauthorised'), signed],
  // API Gateway's name for a path or a method that it does not have.
  ['MISSING_AUTHENTICATION_TOKEN', kind('not-found'), 'Nothing is served at this path with this method.'],
  ['THROTTLED', plain(429, 'Too Many Requests'), retry],
  ['WAF_FILTERED', kind('forbidden'), 'The request looks like an attack, or came too often.'],
  ['REQUEST_TOO_LARGE', plain(413, 'Content Too Large'), 'Files are uploaded with a form from the desk.'],
  ['INTEGRATION_TIMEOUT', kind('unavailable'), 'The answer took too long. Try again.'],
  ['DEFAULT_4XX', kind('invalid-request')],
  ['DEFAULT_5XX', kind('internal'), 'The request could not be answered. Try again.'],
];

/** As API Gateway's OpenAPI extension and its CloudFormation resource both take it. */
type GatewayResponse = {
  statusCode: string;
  responseParameters: Record<string, string>;
  responseTemplates: Record<string, string>;
};

/** API Gateway's own errors as problem details (RFC 9457) that a page of any origin may read. */
export const problemResponses: Record<string, GatewayResponse> = Object.fromEntries(
  problems.map(([type, title, detail]) => [type, respond(title, detail)]),
);

/**
 * Emulators import no gateway responses, and create them as resources. AWS takes them from the imported
 * definition: it would drop those of resources at the next import.
 */
export function addProblemResponses(api: RestApiBase): void {
  for (const [responseType, response] of Object.entries(problemResponses)) {
    const resource = new CfnGatewayResponse(api, `Problem-${responseType}`, {
      restApiId: api.restApiId,
      responseType,
      ...response,
    });
    // A deployment is a copy of what there is when it is made.
    api.latestDeployment?.node.addDependency(resource);
  }
}

function respond(title: Title, detail?: string): GatewayResponse {
  const headers = {
    'Content-Type': problemMediaType,
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': 'no-store',
    ...unquoted,
    ...(title.status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(title.status === 429 && { 'Retry-After': '1' }),
  };
  return {
    statusCode: String(title.status),
    responseParameters: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]),
    ),
    // API Gateway takes this template whatever the request accepts; the header above names what it is.
    responseTemplates: { 'application/json': template(title, detail) },
  };
}

/** Without a detail of ours, API Gateway's own message, which comes quoted. */
function template(title: Title, detail?: string): string {
  const own = JSON.stringify(title).slice(0, -1);
  const said = detail ? JSON.stringify(detail) : '$context.error.messageString';
  return `${own},"detail":${said},"requestId":"$context.requestId"}`;
}
