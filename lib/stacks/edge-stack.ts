import { Annotations, CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  Distribution,
  type ErrorResponse,
  HttpVersion,
  OriginProtocolPolicy,
  OriginSslPolicy,
  PriceClass,
  SecurityPolicyProtocol,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { pageKey } from '../../contracts/page-headers.ts';
import type { Config } from '../config.ts';
import { EdgeBehaviours } from '../constructs/edge-behaviours.ts';
import { stackSettings } from '../stage-settings.ts';

export type EdgeStackProps = {
  config: Config;
  /** Host and first part of the path of the API's stage. */
  api: { host: string; path: string };
  /** Pages for people, and the origins that they fetch from; without them only the API answers. */
  site?: { pages: Bucket; connectTo: string[] };
};

/** One address in front of the API and the pages: near its readers, and there for most of what they ask. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, props: EdgeStackProps) {
    super(scope, id, stackSettings(props.config, 'edge', 'one address for API and pages'));
    const { config, api } = props;
    const { domainName, certificateArn, webAclArn } = config.edge ?? {};
    const behaviours = new EdgeBehaviours(this, 'Behaviours', { config });
    const origin = new HttpOrigin(api.host, {
      originPath: api.path,
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    });
    const read = behaviours.publicApi(origin);
    const desk = behaviours.desk(origin);
    const pages = props.site && this.#pages(props.site.pages);
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Civindex ${config.stage}`,
      ...(certificateArn && {
        domainNames: domainName ? [domainName] : [],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      ...(webAclArn && { webAclId: webAclArn }),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      // The first pattern that fits decides: the desk comes before the rest of the API.
      additionalBehaviors: {
        '/v1/desk': desk,
        '/v1/desk/*': desk,
        '/v1': read,
        '/v1/*': read,
        '/.well-known/*': read,
        ...(pages && { '*/embed/*': behaviours.embeds(pages) }),
      },
      defaultBehavior: pages ? behaviours.pages(pages, props.site!.connectTo) : read,
      ...(pages && { defaultRootObject: pageKey('/') }),
      errorResponses: neverKept,
    });
    this.#acknowledge(config, distribution);
    new CfnOutput(this, 'EdgeUrl', { value: `https://${domainName ?? distribution.domainName}` });
  }

  /**
   * The bucket lets the distributions of this account read it: they say which one asks, and no more. A grant to this
   * one alone would name it in the stack of the bucket, which this one builds on.
   */
  #pages(bucket: Bucket) {
    const { partition, account } = Stack.of(bucket);
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [bucket.arnForObjects('*')],
        conditions: {
          ArnLike: { 'AWS:SourceArn': `arn:${partition}:cloudfront::${account}:distribution/*` },
        },
      }),
    );
    Annotations.of(this).acknowledgeWarning(
      '@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
      'The policy above is that grant.',
    );
    const { bucketArn, bucketRegionalDomainName } = bucket;
    const known = Bucket.fromBucketAttributes(this, 'Pages', { bucketArn, bucketRegionalDomainName });
    return S3BucketOrigin.withOriginAccessControl(known);
  }

  #acknowledge({ edge }: Config, distribution: Distribution) {
    Validations.of(distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'Rankings are public everywhere.' },
      {
        id: 'AwsSolutions-CFR3',
        reason: 'Who reads what is public is nobody’s business; what reaches the API is in its access log.',
      },
      ...(edge?.webAclArn
        ? []
        : [
            {
              id: 'AwsSolutions-CFR2',
              reason: 'The web ACL stands before the API; edge.webAclArn names one here.',
            },
          ]),
      ...(edge?.certificateArn
        ? []
        : [
            {
              id: 'AwsSolutions-CFR4',
              reason:
                'Under its own name CloudFront decides on TLS; edge.certificateArn asks for 1.2 at least.',
            },
          ]),
    );
  }
}

/** All that CloudFront would keep. A problem is told once: what is wrong now may be right in a second. */
const neverKept: ErrorResponse[] = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map(
  (httpStatus) => ({
    httpStatus,
    ttl: Duration.seconds(0),
  }),
);
