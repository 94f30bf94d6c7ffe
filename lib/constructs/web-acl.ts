import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { resourceName } from '../stage-settings.ts';

/** Keeps known attackers, known attacks and floods from one address away from a stage of an API. */
export class WebAcl extends Construct {
  constructor(scope: Construct, id: string, { config, stage }: { config: Config; stage: Stage }) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      name: resourceName(config, 'api'),
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visible('api'),
      rules: [
        { ...limitPerAddress(config.api.requestsPerAddress), priority: 0 },
        { ...managed('AWSManagedRulesAmazonIpReputationList'), priority: 1 },
        { ...managed('AWSManagedRulesKnownBadInputsRuleSet'), priority: 2 },
        // Open data is read by scripts, and many send no user agent.
        { ...managed('AWSManagedRulesCommonRuleSet', 'NoUserAgent_HEADER'), priority: 3 },
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
  }
}

const limitPerAddress = (limit: number) => ({
  name: 'requests-per-address',
  action: { block: {} },
  statement: { rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: 300, limit } },
  visibilityConfig: visible('requests-per-address'),
});

/** A rule group that AWS keeps up to date; the rules named only count. */
const managed = (name: string, ...countedOnly: string[]) => ({
  name,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: countedOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: visible(name),
});

const visible = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});
