import { Command, Option } from 'commander';
import { type Role, roles } from '../contracts/roles.ts';
import { demoDeploymentFile, readDeployment, signToken } from './local-deployment.ts';

/** `npm run --silent token -- --agency mic --role reporter`: a token that the running demo accepts. */
const { agency, role } = new Command('npm run token --')
  .description('Print a development token for the running demo')
  .requiredOption('--agency <id>', 'who asks, as editions name their reporters: mic, vcci, vecom')
  .addOption(new Option('--role <role>', 'what for').choices(roles).default('reporter'))
  .parse()
  .opts<{ agency: string; role: Role }>();

try {
  console.log(await signToken(readDeployment(demoDeploymentFile), agency, role));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
