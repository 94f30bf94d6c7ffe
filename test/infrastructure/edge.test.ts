import { runInNewContext } from 'node:vm';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '../../lib/config.ts';
import { readerHeader } from '../../lib/constructs/edge-behaviours.ts';
import { EdgeStack } from '../../lib/stacks/edge-stack.ts';
import { type Json, ofType, resourcesOf } from './synthesise.ts';

const named = {
  domainName: 'civindex.example.org',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
  webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1',
};

const distributionsOfThisAccount = {
  'Fn::Join': [
    '',
    ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::', { Ref: 'AWS::AccountId' }, ':distribution/*'],
  ],
};

const known = new Map<string, ReturnType<typeof synthesised>>();

function edgeOf(edge: Config['edge'], withPages = false) {
  const key = JSON.stringify([edge, withPages]);
  const found = known.get(key) ?? synthesised(edge, withPages);
  known.set(key, found);
  return found;
}

function synthesised(edge: Config['edge'], withPages: boolean) {
  const app = new App();
  const config = { ...loadConfig('prod', {}), edge };
  const pages = withPages
    ? new Bucket(new Stack(app, 'stateful', { env: { region: config.region } }), 'Pages')
    : undefined;
  const stack = new EdgeStack(app, 'edge', {
    config,
    api: { host: 'abc.execute-api.ap-southeast-1.amazonaws.com', path: '/live' },
    ...(pages && { site: { pages, connectTo: [] } }),
  });
  const template = Template.fromStack(stack);
  const [distribution] = Object.values<Json>(template.findResources('AWS::CloudFront::Distribution'));
  return { app, template, settings: distribution.Properties.DistributionConfig };
}

const only = (template: Template, type: string): Json =>
  Object.values<Json>(template.findResources(type))[0].Properties;

describe('the edge', () => {
  it('stands in front of the public service, and of no emulator', () => {
    expect(ofType('prod', 'AWS::CloudFront::Distribution')).toHaveLength(1);
    expect(resourcesOf('local').filter(({ type }) => type.startsWith('AWS::CloudFront::'))).toEqual([]);
  });

  it('asks the desk each time, before it looks for the rest of the API', () => {
    const { settings, template } = edgeOf({});
    const read = Object.keys(template.findResources('AWS::CloudFront::CachePolicy'))[0];
    const disabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
    const kept = settings.CacheBehaviors.map(({ PathPattern, CachePolicyId }: Json) => [
      PathPattern,
      CachePolicyId === disabled ? 'never' : CachePolicyId.Ref,
    ]);
    expect(kept).toEqual([
      ['/v1/desk', 'never'],
      ['/v1/desk/*', 'never'],
      ['/v1', read],
      ['/v1/*', read],
      ['/.well-known/*', read],
    ]);
  });

  it('keeps what is read, and lets what-ifs and preflights through with all that was asked but the host', () => {
    const { settings } = edgeOf({}, true);
    const api = settings.CacheBehaviors.filter(({ PathPattern }: Json) => !PathPattern.includes('embed'));
    for (const { AllowedMethods, CachedMethods, OriginRequestPolicyId } of api) {
      expect(AllowedMethods).toEqual(expect.arrayContaining(['GET', 'HEAD', 'OPTIONS', 'POST']));
      // CloudFront's own default where none are named: GET and HEAD.
      expect(CachedMethods).toBeUndefined();
      const allButHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
      expect(OriginRequestPolicyId).toBe(allButHost);
    }
  });

  it('tells the API who asks, whatever is in the header already', () => {
    const { settings, template } = edgeOf({}, true);
    const [name] = Object.keys(template.findResources('AWS::CloudFront::Function'));
    const told = settings.CacheBehaviors.filter(({ PathPattern }: Json) => !PathPattern.includes('embed'));
    for (const { FunctionAssociations } of told)
      expect(FunctionAssociations).toEqual([
        { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [name, 'FunctionARN'] } },
      ]);
    const { FunctionCode } = only(template, 'AWS::CloudFront::Function');
    const headers = { [readerHeader]: { value: 'made up' } };
    const event = JSON.stringify({ viewer: { ip: '203.0.113.7' }, request: { headers } });
    expect(runInNewContext(`${FunctionCode}; handler(${event}).headers`)).toEqual({
      [readerHeader]: { value: '203.0.113.7' },
    });
  });

  it('keeps answers as their own headers say, an hour at most, and problems not at all', () => {
    const { settings, template } = edgeOf({});
    const { CachePolicyConfig: policy } = only(template, 'AWS::CloudFront::CachePolicy');
    expect([policy.MinTTL, policy.DefaultTTL, policy.MaxTTL]).toEqual([0, 0, 3_600]);
    expect(policy.ParametersInCacheKeyAndForwardedToOrigin).toMatchObject({
      HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Accept'] },
      QueryStringsConfig: { QueryStringBehavior: 'all' },
      CookiesConfig: { CookieBehavior: 'none' },
      EnableAcceptEncodingGzip: true,
      EnableAcceptEncodingBrotli: true,
    });
    const problems = settings.CustomErrorResponses.map(({ ErrorCode, ...kept }: Json) => {
      expect(kept).toEqual({ ErrorCachingMinTTL: 0 });
      return ErrorCode;
    });
    expect(problems).toEqual([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]);
  });

  it('speaks TLS only, to readers and to the API, and compresses', () => {
    const { settings } = edgeOf(named);
    for (const behaviour of [settings.DefaultCacheBehavior, ...settings.CacheBehaviors])
      expect(behaviour).toMatchObject({ ViewerProtocolPolicy: 'redirect-to-https', Compress: true });
    expect(settings.Origins).toMatchObject([
      {
        OriginPath: '/live',
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      },
    ]);
    expect(settings).toMatchObject({
      Aliases: [named.domainName],
      WebACLId: named.webAclArn,
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
    });
  });

  it('says what browsers must not do with pages, and lets figures be framed', () => {
    const { template, settings } = edgeOf({}, true);
    const policies = Object.values<Json>(template.findResources('AWS::CloudFront::ResponseHeadersPolicy'));
    const framed = policies.map(({ Properties: { ResponseHeadersPolicyConfig: policy } }) => {
      const { ContentSecurityPolicy, ...others } = policy.SecurityHeadersConfig;
      expect(others).toEqual({
        ContentTypeOptions: { Override: true },
        ReferrerPolicy: { Override: true, ReferrerPolicy: 'no-referrer' },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
      });
      expect(policy.CustomHeadersConfig.Items).toHaveLength(2);
      return ContentSecurityPolicy.ContentSecurityPolicy.replace(/.*frame-ancestors /, '');
    });
    expect(framed.sort()).toEqual(["'none'", '*']);
    expect(settings.CacheBehaviors.at(-1).PathPattern).toBe('*/embed/*');
    expect(settings.DefaultRootObject).toBe('vi');
  });

  it('reads pages from a bucket that nobody else may read, GET and HEAD only', () => {
    const { app, settings, template } = edgeOf({}, true);
    expect(settings.DefaultCacheBehavior.AllowedMethods).toEqual(['GET', 'HEAD']);
    expect(only(template, 'AWS::CloudFront::OriginAccessControl').OriginAccessControlConfig).toMatchObject({
      OriginAccessControlOriginType: 's3',
      SigningBehavior: 'always',
    });
    const stateful = Template.fromStack(app.node.findChild('stateful') as Stack);
    const [statement] = only(stateful, 'AWS::S3::BucketPolicy').PolicyDocument.Statement;
    expect(statement).toMatchObject({
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { ArnLike: { 'AWS:SourceArn': distributionsOfThisAccount } },
    });
  });

  it.each([
    ['under a name of its own', named],
    ['under one of CloudFront', {}],
  ])('leaves no finding of cdk-nag without an answer: %s', (_, edge) => {
    const { app } = edgeOf(edge);
    app.synth();
    const found = new AwsSolutionsChecks().validateScope(app).violations.map(({ ruleName }) => ruleName);
    expect(found).toEqual([]);
  });
});
