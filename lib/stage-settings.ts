import {
  CliCredentialsStackSynthesizer,
  type IStackSynthesizer,
  RemovalPolicy,
  type StackProps,
} from 'aws-cdk-lib';
import type { Config } from './config.ts';

/** `civindex-{stage}-{part}`: the name of a stack, a function, a queue or an alarm. */
export const resourceName = (config: Config, part: string) => `civindex-${config.stage}-${part}`;

/** What happens to data and logs when their stack goes. A stack that fails at its first creation leaves none. */
export const removalPolicy = (config: Config) =>
  config.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;

export function stackSettings(config: Config, part: string, description: string): StackProps {
  const { account, region, stage } = config;
  return {
    stackName: resourceName(config, part),
    description: `Civindex ${stage}: ${description}`,
    env: account ? { account, region } : { region },
    terminationProtection: config.retainData,
    tags: { application: 'civindex', stage },
    // An emulator that checks IAM refuses the publishing role of the usual bootstrap.
    ...(config.emulated && { synthesizer: new CliCredentialsStackSynthesizer() as IStackSynthesizer }),
  };
}

/** Where readers find the service; nothing where it has only the address that API Gateway or CloudFront gives it. */
export function addressEnvironment({ publicAddress, edge }: Config): Record<string, string> {
  const address = publicAddress ?? (edge?.domainName && `https://${edge.domainName}`);
  return address ? { PUBLIC_ADDRESS: address } : {};
}
