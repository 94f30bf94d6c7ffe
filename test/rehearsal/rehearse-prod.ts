import { join } from 'node:path';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { usageKey } from '../../contracts/usage-keys.ts';
import { apiUrlOnEmulator, deployApp, prepareAccount } from '../../scripts/deploy-local.ts';
import { startFreshEmulator } from '../../scripts/emulator.ts';
import {
  emulatorCredentials,
  emulatorEnvironment,
  emulatorRegion,
} from '../../scripts/emulator-environment.ts';
import { step } from '../../scripts/progress.ts';
import { readSeeds, registerSeeds, submitSeeds, untilReadable } from '../../scripts/seeds.ts';
import { trustOwnCertificate } from './certificate.ts';
import { type Expect, lookAsReader } from './look-as-reader.ts';
import { signInAt } from './sign-in.ts';

/**
 * `npm run rehearse`: deploys stage prod to a fresh emulator over TLS, with IAM, user pool, usage plans and edge, and
 * does there what is done first in an account: people and a program sign in, definitions come into force, a file is
 * sent, readers see its ranking through the edge. prod-on-emulator.ts says what is other than on AWS.
 * Ends with 1 where anything is not as it should be; `--keep` leaves it running until Ctrl-C.
 */
const root = join(import.meta.dirname, '..', '..');
const app = `node_modules/.bin/node ${join('test', 'rehearsal', 'prod-on-emulator.ts')}`;
const returnUrl = 'https://civindex.example.org/vi/desk';

const seeds = readSeeds();
const [file] = seeds.files.filter(({ index, period }) => index === 'dti-province' && period === '2022');
if (!file) throw new Error('The seeds have no file of dti-province/2022');

const files = trustOwnCertificate(join(root, '.local', 'tls'));
const emulator = await startFreshEmulator(files);
const { endpoint } = emulator;
const client = { endpoint, region: emulatorRegion, credentials: emulatorCredentials };

let wrong = 0;
const expect: Expect = (what, isSo, seen) => {
  if (!isSo) wrong += 1;
  console.log(`${isSo ? '✓' : '✗'} ${what}: ${seen}`);
};

try {
  await rehearse();
  if (process.argv.includes('--keep')) {
    console.log(`${endpoint} stays until Ctrl-C; its certificate is ${files.certificate}`);
    await new Promise((resolve) => process.once('SIGINT', resolve));
  }
} finally {
  await emulator.stop();
}
console.log(wrong === 0 ? 'Everything is as it should be' : `${wrong} things are not as they should be`);
process.exit(wrong === 0 ? 0 : 1);

async function rehearse(): Promise<void> {
  const environment = {
    ...emulatorEnvironment(endpoint),
    CIVINDEX_STAGE: 'prod',
    CIVINDEX_REGION: emulatorRegion,
    REHEARSAL_AGENCY: file!.agency,
    NODE_EXTRA_CA_CERTS: files.certificate,
    AWS_CA_BUNDLE: files.certificate,
  };
  await prepareAccount(endpoint, environment);
  const stacks = await step('Stage prod deployed (cdk deploy)', () => deployApp(endpoint, environment, app));
  const outputs: Record<string, string> = Object.assign({}, ...Object.values(stacks));
  const apiUrl = apiUrlOnEmulator(endpoint, outputs['ApiUrl']);
  const userPoolId = outputs['UserPoolId']!;
  await giveKeys(userPoolId);
  sendUsageKey();

  const pool = { endpoint, userPoolId, portalClientId: outputs['PortalClientId']!, returnUrl };
  const { person, program } = signInAt(pool, new CognitoIdentityProviderClient(client));
  const operator = await step('Operator signed in, with PKCE', () => person('civindex', 'operator'));
  const sender = await step('Program signed in, with its secret', () => program(file!.agency));
  const reviewer = await person(file!.agency, 'reviewer');
  await lookAtTheDesk(apiUrl, { operator, sender, reviewer });

  const tokenFor = async (_: string, role: string) => (role === 'operator' ? operator : sender);
  const one = { ...seeds, files: [file!] };
  await step('Definitions in force', () => registerSeeds(apiUrl, tokenFor, one));
  await step('File sent and accepted', () => submitSeeds(apiUrl, tokenFor, one));
  await step('Ranking released', () => untilReadable(apiUrl, one, 180_000));
  await lookAsReader({ endpoint, apiUrl, edgeUrl: outputs['EdgeUrl']! }, expect);
}

/** Functions cannot reach the pool's address here: they get its keys with their settings. */
async function giveKeys(userPoolId: string): Promise<void> {
  const lambda = new LambdaClient(client);
  const answer = await fetch(`${endpoint}/${userPoolId}/.well-known/jwks.json`);
  const TOKEN_JWKS = await answer.text();
  for (const FunctionName of ['civindex-prod-authorise', 'civindex-prod-desk-api']) {
    const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const { TOKEN_JWKS_URL: _, ...others } = Environment?.Variables ?? {};
    const Variables = { ...others, TOKEN_JWKS };
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  }
}

/** The emulator looks for the key of a usage plan in a header only; API Gateway has it from the authoriser. */
function sendUsageKey(): void {
  const ask = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    ask(input, { ...init, headers: { ...init?.headers, 'x-api-key': usageKey('prod') } });
}

async function lookAtTheDesk(apiUrl: string, tokens: Record<'operator' | 'sender' | 'reviewer', string>) {
  const ask = async (path: string, token: string, method = 'GET') => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const body = method === 'POST' ? '{"fileName":"definitions.json"}' : null;
    return (await fetch(`${apiUrl}${path}`, { method, headers, body })).status;
  };
  const statuses = {
    operator: await ask('/v1/desk/agenda', tokens.operator),
    program: await ask('/v1/desk/editions', tokens.sender),
    'program as operator': await ask('/v1/desk/definitions', tokens.sender, 'POST'),
    'reviewer as reporter': await ask('/v1/desk/editions', tokens.reviewer),
    'a token with another ending': await ask('/v1/desk/editions', `${tokens.sender.slice(0, -8)}AAAAAAAA`),
  };
  const seen = Object.values(statuses).join(' ');
  expect(`Desk answers ${Object.keys(statuses).join(', ')}`, seen === '200 200 403 403 401', seen);
}
