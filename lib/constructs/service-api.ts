import { Size, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  EndpointType,
  AccessLogField as Field,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { removalPolicy, resourceName } from '../stage-settings.ts';
import { addProblemResponses } from './problem-responses.ts';
import { WebAcl } from './web-acl.ts';

/** A REST API that is throttled, logged, traced, guarded by a web ACL, and answers errors as problem details. */
export class ServiceApi extends RestApi {
  constructor(
    scope: Construct,
    id: string,
    { config, description }: { config: Config; description: string },
  ) {
    const name = resourceName(config, 'api');
    const accessLog = new LogGroup(scope, `${id}AccessLog`, {
      logGroupName: `/aws/apigateway/${name}`,
      retention: config.logRetentionDays,
      removalPolicy: removalPolicy(config),
    });
    super(scope, id, {
      restApiName: name,
      description,
      endpointTypes: [EndpointType.REGIONAL],
      // The setting is the account's, not ours to change: docs/runbook.md says how to make it once.
      cloudWatchRole: false,
      minCompressionSize: Size.kibibytes(1),
      deployOptions: {
        stageName: 'live',
        tracingEnabled: true,
        metricsEnabled: true,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        throttlingRateLimit: config.api.requestsPerSecond,
        throttlingBurstLimit: config.api.burst,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLogEntry)),
      },
    });
    // Its URL is an output of the stack under a name that scripts can rely on.
    this.node.tryRemoveChild('Endpoint');
    addProblemResponses(this);
    if (!config.emulated) new WebAcl(this, 'WebAcl', { config, stage: this.deploymentStage });
    this.#acknowledge(config);
  }

  #acknowledge({ emulated }: Config) {
    Validations.of(this).acknowledge(
      {
        id: 'AwsSolutions-APIG2',
        reason:
          'The functions check every parameter and body against the published contract and say what is wrong; ' +
          'a validator in front could refuse less and would say less.',
      },
      {
        id: 'AwsSolutions-COG4',
        reason:
          'The desk is behind an authoriser that verifies tokens of the operator’s own OIDC issuer, which need ' +
          'not be Cognito. Published rankings are open to everybody.',
      },
    );
    if (emulated)
      Validations.of(this).acknowledge({
        id: 'AwsSolutions-APIG3',
        reason: 'An emulator has no web ACLs and listens on the loopback interface only.',
      });
  }
}

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
