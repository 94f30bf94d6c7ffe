import { CfnOutput, Size, Stack, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  type DomainNameOptions,
  EndpointType,
  AccessLogField as Field,
  LogGroupLogDestination,
  MethodLoggingLevel,
  SecurityPolicy,
  SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { xlsxMediaType } from '../../contracts/desk-api.ts';
import type { Config } from '../config.ts';
import { removalPolicy, resourceName } from '../stage-settings.ts';
import { type ApiFunctions, apiDefinition, deskPaths, proofPaths, publicPaths } from './api-definition.ts';
import { ClientLimits } from './client-limits.ts';
import { addProblemResponses } from './problem-responses.ts';
import { WebAcl } from './web-acl.ts';

export type ServiceApiProps = { config: Config; description: string; functions: ApiFunctions };

const stageName = 'live';

/** A REST API that is throttled, logged, traced, guarded by a web ACL, and answers errors as problem details. */
export class ServiceApi extends SpecRestApi {
  constructor(scope: Construct, id: string, { config, description, functions }: ServiceApiProps) {
    const name = resourceName(config, 'api');
    const accessLog = new LogGroup(scope, `${id}AccessLog`, {
      logGroupName: `/aws/apigateway/${name}`,
      retention: config.logRetentionDays,
      removalPolicy: removalPolicy(config),
    });
    super(scope, id, {
      restApiName: name,
      apiDefinition: apiDefinition({ title: name, description, functions, countsClients: !config.emulated }),
      endpointTypes: [EndpointType.REGIONAL],
      ...ownName(scope, config.api),
      // The setting is the account's, not ours to change: docs/runbook.md says how to make it once.
      cloudWatchRole: false,
      minCompressionSize: Size.kibibytes(1),
      // Answers that are files come as bytes, whatever was asked for; LocalStack heeds types by name only.
      binaryMediaTypes: ['*/*', xlsxMediaType],
      deployOptions: {
        stageName,
        tracingEnabled: true,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        metricsEnabled: false,
        throttlingRateLimit: config.api.requestsPerSecond,
        throttlingBurstLimit: config.api.burst,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLogEntry)),
      },
    });
    // Its URL is an output of the stack under a name that scripts can rely on.
    this.node.tryRemoveChild('Endpoint');
    if (this.domainName)
      new CfnOutput(scope, 'ApiTarget', { value: this.domainName.domainNameAliasDomainName });
    this.#allowCalls(functions);
    if (config.emulated) addProblemResponses(this);
    if (!config.emulated) {
      new WebAcl(this, 'WebAcl', { config, stage: this.deploymentStage });
      new ClientLimits(this, 'Clients', { config, stage: this.deploymentStage });
    }
    this.#acknowledge(config);
  }

  /** Where CloudFront finds it. */
  get origin() {
    const { region, urlSuffix } = Stack.of(this);
    return { host: `${this.restApiId}.execute-api.${region}.${urlSuffix}`, path: `/${stageName}` };
  }

  #allowCalls({ publicApi, proofApi, deskApi, authorise }: ApiFunctions) {
    for (const path of publicPaths) this.#allowCall(publicApi, `${stageName}/*${path}`);
    for (const path of proofPaths) this.#allowCall(proofApi, `${stageName}/*${path}`);
    for (const path of deskPaths) this.#allowCall(deskApi, `${stageName}/*${path}`);
    // The import gives the authoriser its id; there is one only.
    this.#allowCall(authorise, 'authorizers/*');
  }

  /** @param caller What of the API may call: `{stage}/{method}{path}`, or `authorizers/{id}`. */
  #allowCall(lambda: IFunction, caller: string) {
    lambda.addPermission(`Api ${caller}`, {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: this.restApiId,
        resourceName: caller.replace('{proxy+}', '*'),
      }),
    });
  }

  #acknowledge({ emulated }: Config) {
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-APIG2',
      reason:
        'The functions check every parameter and body against the published contract and say what is wrong; ' +
        'a validator in front could refuse less and would say less.',
    });
    if (emulated)
      Validations.of(this).acknowledge(
        {
          id: 'AwsSolutions-APIG3',
          reason: 'An emulator has no web ACLs and listens on the loopback interface only.',
        },
        {
          id: 'CloudFormation-Validate::W3660',
          reason: 'An emulator imports no gateway responses; on AWS none is a resource.',
        },
      );
  }
}

/** A name of the API's own, beside the one that API Gateway gives it; who owns the name points it at `ApiTarget`. */
const ownName = (
  scope: Construct,
  { domainName, certificateArn }: Config['api'],
): { domainName?: DomainNameOptions } =>
  domainName && certificateArn
    ? {
        domainName: {
          domainName,
          certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
          endpointType: EndpointType.REGIONAL,
          securityPolicy: SecurityPolicy.TLS_1_2,
        },
      }
    : {};

const accessLogEntry = {
  time: Field.contextRequestTime(),
  requestId: Field.contextRequestId(),
  method: Field.contextHttpMethod(),
  path: Field.contextPath(),
  status: Field.contextStatus(),
  responseLength: Field.contextResponseLength(),
  milliseconds: Field.contextResponseLatency(),
  functionMilliseconds: Field.contextIntegrationLatency(),
  error: Field.contextErrorResponseType(),
  subject: Field.contextAuthorizerPrincipalId(),
  address: Field.contextIdentitySourceIp(),
  userAgent: Field.contextIdentityUserAgent(),
};
