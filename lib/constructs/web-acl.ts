import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { resourceName } from '../stage-settings.ts';
import { readerHeader } from './edge-behaviours.ts';

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
        ...limits(config.api.requestsPerAddress),
        largeBodies,
        managed('AWSManagedRulesAmazonIpReputationList'),
        managed('AWSManagedRulesKnownBadInputsRuleSet'),
        // Open data is read by scripts, and many send no user agent; a reviewer decides on many claims at once, which
        // takes more than the 8 KB of this group: `largeBodies` is in its place.
        managed('AWSManagedRulesCommonRuleSet', 'NoUserAgent_HEADER', 'SizeRestrictions_BODY'),
      ].map((rule, priority) => ({ ...rule, priority })),
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
  }
}

/**
 * Behind the edge many readers share one of its addresses: they are told apart by the header that it sets. Who comes
 * without the edge is known by the address. Who makes the header up has an address of their own all the same, which
 * gets no more than a server of the edge does.
 */
const limits = (limit: number) => [
  limited('requests-per-reader', {
    aggregateKeyType: 'CUSTOM_KEYS',
    customKeys: [{ header: { name: readerHeader, textTransformations: asItIs } }],
    limit,
  }),
  limited('requests-per-address', {
    aggregateKeyType: 'IP',
    limit,
    scopeDownStatement: { notStatement: { statement: cameByTheEdge } },
  }),
  limited('requests-per-edge', { aggregateKeyType: 'IP', limit: 10 * limit }),
];

const asItIs = [{ priority: 0, type: 'NONE' }];

const cameByTheEdge = {
  sizeConstraintStatement: {
    fieldToMatch: { singleHeader: { Name: readerHeader } },
    comparisonOperator: 'GT',
    size: 0,
    textTransformations: asItIs,
  },
};

/**
 * Everybody may send the weights of a what-if, 500 at most; only who is let into the desk sends more. Of a body the ACL
 * sees the first 16 KB.
 */
const largeBodies = {
  name: 'large-bodies',
  action: { block: {} },
  statement: {
    andStatement: {
      statements: [
        {
          sizeConstraintStatement: {
            fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
            comparisonOperator: 'GT',
            size: 16_000,
            textTransformations: asItIs,
          },
        },
        {
          notStatement: {
            statement: {
              byteMatchStatement: {
                // Behind it the stage's name comes first, unless the API has a name of its own.
                fieldToMatch: { uriPath: {} },
                positionalConstraint: 'CONTAINS',
                searchString: '/v1/desk/',
                textTransformations: asItIs,
              },
            },
          },
        },
      ],
    },
  },
  visibilityConfig: visible('large-bodies'),
};

const limited = (name: string, statement: CfnWebACL.RateBasedStatementProperty) => ({
  name,
  action: { block: {} },
  statement: { rateBasedStatement: { evaluationWindowSec: 300, ...statement } },
  visibilityConfig: visible(name),
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

function visible(metricName: string) {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
