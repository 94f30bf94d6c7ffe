import { Command, Option } from 'commander';
import { type Role, roles } from '../contracts/roles.ts';
import { demoDeploymentFile, readDeployment, signProgramToken, signToken } from './local-deployment.ts';

/** `npm run --silent token -- --agency mic --role reporter`: a token that the running demo accepts. */
const { agency, role, machine } = new Command('npm run token --')
  .description('Print a development token for the running demo')
  .requiredOption('--agency <id>', 'who asks, as editions name their reporters: mic, vcci, vecom')
  .addOption(new Option('--role <role>', 'what for').choices(roles).default('reporter'))
  .option('--machine', 'for a program of the agency, as client credentials give one')
  .parse()
  .opts<{ agency: string; role: Role; machine?: true }>();

try {
  const sign = machine ? signProgramToken : signToken;
  console.log(await sign(readDeployment(demoDeploymentFile), agency, role));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
