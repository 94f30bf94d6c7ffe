import { App, CliCredentialsStackSynthesizer, Fn, type IReusableStackSynthesizer, Stack } from 'aws-cdk-lib';
import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { IConstruct } from 'constructs';
import { addStacks } from '../../lib/civindex.ts';
import { loadConfig } from '../../lib/config.ts';

/**
 * The stacks of stage prod as an emulator can have them. Four things are other than in an account of AWS: the command
 * line's own credentials deploy, for the emulator does not know what the roles of a bootstrap are bound to; the web
 * ACL stands beside the API, for nothing there ties them; an alarm on a sum of metrics is missing; and the edge
 * reaches the API at the emulator.
 */
const app = new App({
  defaultStackSynthesizer: new CliCredentialsStackSynthesizer() as IReusableStackSynthesizer,
});
const config = loadConfig('prod', process.env);
const machineClients = [process.env['REHEARSAL_AGENCY']!];
const { api, edge } = addStacks(app, { ...config, userPool: { ...config.userPool!, machineClients } });

const isUnknownThere = (node: IConstruct) =>
  node instanceof CfnWebACLAssociation || (node instanceof CfnAlarm && node.metrics !== undefined);
for (const node of app.node.findAll().filter(isUnknownThere))
  node.node.scope!.node.tryRemoveChild(node.node.id);

const { hostname, port } = new URL(process.env['AWS_ENDPOINT_URL']!);
const apiPath = Fn.join('', ['/restapis/', api.api.restApiId, '/live/_user_request_']);
const distribution = edge!.node.findAll().find((node) => node instanceof CfnDistribution)!;
const { origins } = Stack.of(distribution).resolve(distribution.distributionConfig) as {
  origins: { customOriginConfig?: object }[];
};
const place = `DistributionConfig.Origins.${origins.findIndex((origin) => origin.customOriginConfig)}`;
distribution.addPropertyOverride(`${place}.DomainName`, hostname);
distribution.addPropertyOverride(`${place}.OriginPath`, apiPath);
distribution.addPropertyOverride(`${place}.CustomOriginConfig.HTTPSPort`, Number(port));
app.synth();
