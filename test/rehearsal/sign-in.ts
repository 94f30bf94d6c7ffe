import { createHash, randomBytes } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  CreateGroupCommand,
  DescribeUserPoolClientCommand,
  GroupExistsException,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Role } from '../../contracts/roles.ts';

export type Pool = { endpoint: string; userPoolId: string; portalClientId: string; returnUrl: string };

/** Accounts, groups and tokens of a user pool: people by the sign-in page with PKCE, programs by their secret. */
export function signInAt(pool: Pool, cognito: CognitoIdentityProviderClient) {
  const { endpoint, userPoolId: UserPoolId } = pool;

  /** An account as docs/runbook.md makes one, and what the portal does to get its token. */
  async function person(agency: string, role: Role): Promise<string> {
    const Username = `${role}@${agency}.example`;
    const password = `${randomBytes(12).toString('base64url')}-Aa1!`;
    await createGroup(`agency:${agency}`);
    await cognito.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username,
        TemporaryPassword: password,
        UserAttributes: [
          { Name: 'email', Value: Username },
          { Name: 'email_verified', Value: 'true' },
        ],
      }),
    );
    for (const GroupName of [`agency:${agency}`, role])
      await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
    await cognito.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: password, Permanent: true }),
    );
    return tokenOfPage(Username, password);
  }

  async function tokenOfPage(username: string, password: string): Promise<string> {
    const verifier = randomBytes(32).toString('base64url');
    const request = { client_id: pool.portalClientId, redirect_uri: pool.returnUrl };
    const page = await post('/login', {
      ...request,
      response_type: 'code',
      scope: 'openid profile',
      state: 'rehearsal',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      username,
      password,
    });
    const code = new URL(page.headers.get('Location') ?? '', pool.returnUrl).searchParams.get('code');
    if (!code) throw new Error(`The page gave ${username} no code: ${page.status} ${await page.text()}`);
    return tokenFor({ ...request, grant_type: 'authorization_code', code, code_verifier: verifier });
  }

  async function program(agency: string): Promise<string> {
    const clients = await cognito.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 60 }));
    const known = clients.UserPoolClients?.find(({ ClientName }) => ClientName === `machine-${agency}`);
    const { UserPoolClient } = await cognito.send(
      new DescribeUserPoolClientCommand({ UserPoolId, ClientId: known?.ClientId }),
    );
    const { ClientId, ClientSecret } = UserPoolClient!;
    const Authorization = `Basic ${Buffer.from(`${ClientId}:${ClientSecret}`).toString('base64')}`;
    return tokenFor({ grant_type: 'client_credentials' }, { Authorization });
  }

  async function createGroup(GroupName: string): Promise<void> {
    try {
      await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName }));
    } catch (error) {
      if (!(error instanceof GroupExistsException)) throw error;
    }
  }

  async function tokenFor(form: Record<string, string>, headers = {}): Promise<string> {
    const answer = await post('/oauth2/token', form, headers);
    if (!answer.ok) throw new Error(`No token: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  const post = (path: string, form: Record<string, string>, headers = {}) =>
    fetch(`${endpoint}${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form),
      redirect: 'manual',
    });

  return { person, program };
}
