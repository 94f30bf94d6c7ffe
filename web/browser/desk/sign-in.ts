import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  discoveryRequest,
  generateRandomCodeVerifier,
  generateRandomState,
  None,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import type { DeskConfig } from '../../desk/config.ts';

type SignIn = NonNullable<DeskConfig['signIn']>;

/** What must survive the way to the sign-in page and back, in this tab. */
const pendingKey = 'desk.sign-in';

/** The page as the issuer knows it: without anything that a person has added. */
const returnAddress = () => `${location.origin}${location.pathname}`;

/** An issuer on this very machine has no TLS. */
const options = ({ issuer }: SignIn) => ({
  [allowInsecureRequests]: new URL(issuer).hostname === '127.0.0.1',
});

async function issuerOf(signIn: SignIn): Promise<AuthorizationServer> {
  const address = new URL(signIn.issuer);
  return processDiscoveryResponse(address, await discoveryRequest(address, options(signIn)));
}

/** Leaves for the issuer's page (OAuth 2.0 code flow with PKCE, RFC 7636). */
export async function goToSignIn(signIn: SignIn): Promise<void> {
  const { authorization_endpoint: endpoint } = await issuerOf(signIn);
  const pending = {
    state: generateRandomState(),
    verifier: generateRandomCodeVerifier(),
    view: location.hash,
  };
  sessionStorage.setItem(pendingKey, JSON.stringify(pending));
  const address = new URL(endpoint!);
  address.search = new URLSearchParams({
    client_id: signIn.clientId,
    redirect_uri: returnAddress(),
    response_type: 'code',
    scope: 'openid profile',
    state: pending.state,
    code_challenge: await calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  }).toString();
  location.assign(address);
}

/**
 * @returns the access token, where the issuer has just sent the person back to this page
 * @throws {Error} where the answer is not to our question, or is a refusal
 */
export async function returnFromSignIn(signIn: SignIn): Promise<string | undefined> {
  const pending = sessionStorage.getItem(pendingKey);
  const answer = new URL(location.href).searchParams;
  if (!pending || !(answer.has('code') || answer.has('error'))) return undefined;
  sessionStorage.removeItem(pendingKey);
  const { state, verifier, view } = JSON.parse(pending);
  history.replaceState(null, '', `${location.pathname}${view}`);
  const issuer = await issuerOf(signIn);
  const client = { client_id: signIn.clientId };
  const parameters = validateAuthResponse(issuer, client, answer, state);
  const response = await authorizationCodeGrantRequest(
    issuer,
    client,
    None(),
    parameters,
    returnAddress(),
    verifier,
    options(signIn),
  );
  const { access_token: token } = await processAuthorizationCodeResponse(issuer, client, response);
  return token;
}

/** Where the issuer forgets the person too. Amazon Cognito has its own names for the parameters. */
export async function signOutAddress(signIn: SignIn): Promise<string | undefined> {
  const { end_session_endpoint: endpoint } = await issuerOf(signIn);
  if (!endpoint) return undefined;
  const address = new URL(endpoint);
  address.searchParams.set('client_id', signIn.clientId);
  for (const name of ['post_logout_redirect_uri', 'logout_uri'])
    address.searchParams.set(name, returnAddress());
  return address.href;
}
