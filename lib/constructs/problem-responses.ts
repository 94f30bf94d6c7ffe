import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { type ProblemKind, problemKinds, problemMediaType, problemType } from '../../contracts/problem.ts';

type Title = { type: string; title: string; status: number };

const kind = (name: ProblemKind): Title => ({ type: problemType(name), ...problemKinds[name] });

/** A problem that its status says all of, in the terms of RFC 9457. */
const plain = (status: number, title: string): Title => ({ type: 'about:blank', title, status });

const retry = 'Too much at once. Try again in a second.';
const signed =
  'Signatures and temporary credentials of AWS are not accepted. Send an access token as Bearer.';

/** What API Gateway answers by itself, before or instead of a function: which error, as which problem. */
const problems: [ResponseType, Title, string?][] = [
  [
    ResponseType.UNAUTHORIZED,
    kind('unauthorised'),
    'Send a valid access token in the header Authorization, as Bearer.',
  ],
  [ResponseType.ACCESS_DENIED, kind('forbidden'), 'This access token does not allow that.'],
  [ResponseType.INVALID_SIGNATURE, kind('unauthorised'), signed],
  [ResponseType.EXPIRED_TOKEN, kind('unauthorised'), signed],
  // API Gateway's name for a path or a method that it does not have.
  [
    ResponseType.MISSING_AUTHENTICATION_TOKEN,
    kind('not-found'),
    'Nothing is served at this path with this method.',
  ],
  [ResponseType.THROTTLED, plain(429, 'Too Many Requests'), retry],
  [ResponseType.WAF_FILTERED, kind('forbidden'), 'The request looks like an attack, or came too often.'],
  [
    ResponseType.REQUEST_TOO_LARGE,
    plain(413, 'Content Too Large'),
    'Files are uploaded with a form from the desk.',
  ],
  [ResponseType.INTEGRATION_TIMEOUT, kind('unavailable'), 'The answer took too long. Try again.'],
  [ResponseType.DEFAULT_4XX, kind('invalid-request')],
  [ResponseType.DEFAULT_5XX, kind('internal'), 'The request could not be answered. Try again.'],
];

/** Makes API Gateway's own errors problem details (RFC 9457) that a page of any origin may read. */
export function addProblemResponses(api: RestApi): void {
  for (const [type, title, detail] of problems)
    api.addGatewayResponse(`Problem-${type.responseType}`, {
      type,
      statusCode: String(title.status),
      responseHeaders: {
        'Content-Type': `'${problemMediaType}'`,
        'Access-Control-Allow-Origin': "'*'",
        ...(title.status === 401 && { 'WWW-Authenticate': "'Bearer'" }),
        ...(title.status === 429 && { 'Retry-After': "'1'" }),
      },
      // API Gateway takes this template whatever the request accepts; the header above names what it is.
      templates: { 'application/json': template(title, detail) },
    });
}

/** Without a detail of ours, API Gateway's own message, which comes quoted. */
function template(title: Title, detail?: string): string {
  const own = JSON.stringify(title).slice(0, -1);
  const said = detail ? JSON.stringify(detail) : '$context.error.messageString';
  return `${own},"detail":${said},"requestId":"$context.requestId"}`;
}
