import { describe, expect, it } from 'vitest';
import { deskRoutes } from '../../contracts/desk-api.ts';
import { readerHeader } from '../../lib/constructs/edge-behaviours.ts';
import { type Json, ofType } from './synthesise.ts';

const [acl] = ofType('prod', 'AWS::WAFv2::WebACL');

describe('web ACL', () => {
  it('stands before the API of prod, with a limit for one address', () => {
    expect(acl!.properties.Rules.map(({ Name }: Json) => Name)).toEqual([
      'requests-per-reader',
      'requests-per-address',
      'requests-per-edge',
      'large-bodies',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ]);
    expect(acl!.properties.Rules[1].Statement.RateBasedStatement).toMatchObject({
      AggregateKeyType: 'IP',
      Limit: 5000,
    });
    const [association, ...others] = ofType('prod', 'AWS::WAFv2::WebACLAssociation');
    expect(others).toEqual([]);
    expect(association?.properties.WebACLArn).toEqual({ 'Fn::GetAtt': [acl!.id, 'Arn'] });
    const [stage] = ofType('prod', 'AWS::ApiGateway::Stage');
    const guarded = association?.properties.ResourceArn['Fn::Join'][1];
    expect(guarded.slice(-2)).toEqual(['/stages/', { Ref: stage!.id }]);
  });

  it('blocks what its rules find, and only counts what open data and the desk need', () => {
    expect(acl!.properties.DefaultAction).toEqual({ Allow: {} });
    const done = acl!.properties.Rules.map(({ Name, Action, OverrideAction, Statement }: Json) => {
      const counted = Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? [];
      for (const { ActionToUse } of counted) expect(ActionToUse).toEqual({ Count: {} });
      return [Name, Action ?? OverrideAction, counted.map((rule: Json) => rule.Name)];
    });
    const block = { Block: {} };
    const asTheGroupSays = { None: {} };
    expect(done).toEqual([
      ['requests-per-reader', block, []],
      ['requests-per-address', block, []],
      ['requests-per-edge', block, []],
      ['large-bodies', block, []],
      ['AWSManagedRulesAmazonIpReputationList', asTheGroupSays, []],
      ['AWSManagedRulesKnownBadInputsRuleSet', asTheGroupSays, []],
      ['AWSManagedRulesCommonRuleSet', asTheGroupSays, ['NoUserAgent_HEADER', 'SizeRestrictions_BODY']],
    ]);
  });

  it('refuses large bodies but of the desk, whose reviewers decide on many claims at once', () => {
    const [large, elsewhere] = acl!.properties.Rules[3].Statement.AndStatement.Statements;
    expect(large.SizeConstraintStatement).toMatchObject({
      FieldToMatch: { Body: { OversizeHandling: 'MATCH' } },
      ComparisonOperator: 'GT',
      Size: 16_000,
    });
    const { ByteMatchStatement: desk } = elsewhere.NotStatement.Statement;
    expect(desk).toMatchObject({ FieldToMatch: { UriPath: {} }, PositionalConstraint: 'CONTAINS' });
    const spared = Object.values(deskRoutes).flatMap(({ method, path }) => (method === 'GET' ? [] : [path]));
    expect(spared.filter((path) => !path.includes(desk.SearchString))).toEqual([]);
    expect(spared.length).toBeGreaterThan(5);
  });

  it('counts those who come by the edge one by one, though they share its addresses', () => {
    const [reader, address, edge] = acl!.properties.Rules.map(
      ({ Statement }: Json) => Statement.RateBasedStatement,
    );
    expect(reader).toMatchObject({
      AggregateKeyType: 'CUSTOM_KEYS',
      CustomKeys: [{ Header: { Name: readerHeader } }],
      Limit: 5000,
    });
    const { SizeConstraintStatement: header } = address.ScopeDownStatement.NotStatement.Statement;
    expect(header).toMatchObject({ FieldToMatch: { SingleHeader: { Name: readerHeader } }, Size: 0 });
    // Who makes the header up is bounded by this one.
    expect(edge).toEqual({ AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 50_000 });
  });

  it('is left out where an emulator could not create it', () => {
    expect(ofType('local', 'AWS::WAFv2::WebACL')).toEqual([]);
  });
});
