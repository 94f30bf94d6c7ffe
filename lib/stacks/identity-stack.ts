import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { roles } from '../../contracts/roles.ts';
import type { Config, TokenIssuer } from '../config.ts';
import { removalPolicy, resourceName, stackSettings } from '../stage-settings.ts';

export type IdentityStackProps = { config: Config; userPool: NonNullable<Config['userPool']> };

/** Words of a token: the group of a person's agency, and the scope of a machine's. */
const agencyPrefix = 'agency:';
const resourceServerId = 'civindex';

/**
 * Who may use the desk: people, with a second factor, and programs of agencies. Agency and roles are groups of a
 * person and scopes of a program, which only an operator of the account can give.
 */
export class IdentityStack extends Stack {
  readonly issuer: TokenIssuer;
  /** What the page that signs in asks: the issuer, and its page. */
  readonly origins: string[];
  readonly #pool: UserPool;

  constructor(scope: Construct, id: string, { config, userPool }: IdentityStackProps) {
    super(scope, id, stackSettings(config, 'identity', 'people and programs that use the desk'));
    this.#pool = this.#createPool(config);
    for (const groupName of [...roles, ...userPool.machineClients.map((agency) => agencyPrefix + agency)])
      new CfnUserPoolGroup(this, `Group ${groupName}`, {
        userPoolId: this.#pool.userPoolId,
        groupName,
      });
    const portal = this.#portalClient(userPool.returnUrls);
    this.#machineClients(userPool.machineClients);
    const domain = this.#pool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix: userPool.domainPrefix },
    });
    this.issuer = this.#issuerFor(portal);
    this.origins = [`https://cognito-idp.${this.region}.amazonaws.com`, domain.baseUrl()];
    new CfnOutput(this, 'UserPoolId', { value: this.#pool.userPoolId });
    new CfnOutput(this, 'PortalClientId', { value: portal.userPoolClientId });
    new CfnOutput(this, 'SignInUrl', { value: domain.baseUrl() });
  }

  #createPool(config: Config): UserPool {
    return new UserPool(this, 'People', {
      userPoolName: resourceName(config, 'people'),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      // An address counts once its owner has confirmed it.
      keepOriginal: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: config.retainData,
      removalPolicy: removalPolicy(config),
    });
  }

  /** The page in a browser keeps no secret: it proves itself by PKCE (RFC 7636). */
  #portalClient(returnUrls: string[]): UserPoolClient {
    return this.#pool.addClient('Portal', {
      generateSecret: false,
      preventUserExistenceErrors: true,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: returnUrls,
        logoutUrls: returnUrls,
      },
      readAttributes: new ClientAttributes().withStandardAttributes({ email: true, fullname: true }),
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true, fullname: true }),
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      enableTokenRevocation: true,
    });
  }

  #machineClients(agencies: string[]) {
    if (agencies.length === 0) return;
    const role = new ResourceServerScope({ scopeName: 'role:reporter', scopeDescription: 'Send files' });
    const scopes = agencies.map(
      (agency) =>
        new ResourceServerScope({ scopeName: agencyPrefix + agency, scopeDescription: `For ${agency}` }),
    );
    const server = this.#pool.addResourceServer('Desk', {
      identifier: resourceServerId,
      scopes: [role, ...scopes],
    });
    agencies.forEach((agency, place) => {
      this.#machineClient(agency, server, [role, scopes[place]!]);
    });
  }

  #machineClient(agency: string, server: UserPoolResourceServer, scopes: ResourceServerScope[]) {
    this.#pool.addClient(`Machine ${agency}`, {
      userPoolClientName: `machine-${agency}`,
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: scopes.map((scope) => OAuthScope.resourceServer(server, scope)),
      },
      accessTokenValidity: Duration.hours(1),
      enableTokenRevocation: true,
    });
  }

  #issuerFor(portal: UserPoolClient): TokenIssuer {
    const issuer = `https://cognito-idp.${this.region}.amazonaws.com/${this.#pool.userPoolId}`;
    return {
      issuer,
      audience: portal.userPoolClientId,
      jwksUrl: `${issuer}/.well-known/jwks.json`,
      claims: {
        agency: 'cognito:groups',
        agencyPrefix,
        roles: 'cognito:groups',
        resourceServer: resourceServerId,
      },
    };
  }
}
