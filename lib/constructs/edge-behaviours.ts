import { Duration } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  type HeadersReferrerPolicy,
  type IOrigin,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  type ResponseHeadersPolicyProps,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { embedHeaders, pageHeaders } from '../../contracts/page-headers.ts';
import type { Config } from '../config.ts';
import { resourceName } from '../stage-settings.ts';

/** The reader's address, which the API would not see behind the edge. Whatever a reader writes into it is lost there. */
export const readerHeader = 'x-civindex-reader';

const tellReader = `function handler(event) {
  event.request.headers['${readerHeader}'] = { value: event.viewer.ip };
  return event.request;
}`;

/** How each part of the service is kept at the edge: as its own headers say, and never longer than an hour unasked. */
export class EdgeBehaviours extends Construct {
  readonly #config: Config;
  readonly #read: CachePolicy;
  readonly #tellReader: EdgeFunction;

  constructor(scope: Construct, id: string, { config }: { config: Config }) {
    super(scope, id);
    this.#config = config;
    this.#tellReader = new EdgeFunction(this, 'TellReader', {
      comment: 'Tells the API whose request it is, so that limits are for one reader',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(tellReader),
    });
    this.#read = new CachePolicy(this, 'Read', {
      cachePolicyName: resourceName(config, 'read'),
      comment: 'As Cache-Control says; an hour at most, since a release may be withdrawn',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.hours(1),
      // What answers vary by: formats by Accept, every parameter; nothing of who asks.
      headerBehavior: CacheHeaderBehavior.allowList('Accept'),
      queryStringBehavior: CacheQueryStringBehavior.all(),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }

  /** Open to all, GET and HEAD kept; a what-if (POST) goes through. */
  publicApi(origin: IOrigin): BehaviorOptions {
    return { ...this.#api(origin), cachePolicy: this.#read };
  }

  /** Who asks decides what is answered. */
  desk(origin: IOrigin): BehaviorOptions {
    return { ...this.#api(origin), cachePolicy: CachePolicy.CACHING_DISABLED };
  }

  /** @param connectTo origins that pages fetch from or upload to */
  pages(origin: IOrigin, connectTo: readonly string[]): BehaviorOptions {
    return this.#files(origin, 'pages', pageHeaders(connectTo));
  }

  /** Figures that other sites may show in a frame. */
  embeds(origin: IOrigin): BehaviorOptions {
    return this.#files(origin, 'embeds', embedHeaders());
  }

  #files(origin: IOrigin, name: string, headers: Record<string, string>): BehaviorOptions {
    return {
      origin,
      ...secured,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: this.#read,
      responseHeadersPolicy: new ResponseHeadersPolicy(this, name, {
        responseHeadersPolicyName: resourceName(this.#config, name),
        ...responseHeaders(headers),
      }),
    };
  }

  #api(origin: IOrigin): BehaviorOptions {
    return {
      origin,
      ...secured,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.#tellReader }],
      // API Gateway knows itself by its own host name.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    };
  }
}

const secured = { viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS, compress: true };

/** Of these CloudFront makes three by settings of its own; the others it takes as they are. */
function responseHeaders({
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': _,
  'Referrer-Policy': referrerPolicy,
  ...others
}: Record<string, string>): ResponseHeadersPolicyProps {
  const override = true;
  return {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy!, override },
      contentTypeOptions: { override },
      referrerPolicy: { referrerPolicy: referrerPolicy as HeadersReferrerPolicy, override },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(others).map(([header, value]) => ({ header, value, override })),
    },
  };
}
