import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { Unauthorised } from '../../use-cases/errors.ts';
import type { Identity, TokenVerifier } from '../../use-cases/identity.ts';
import { bearerToken } from '../shared/bearer.ts';
import type { Log } from '../shared/log.ts';

export type AuthorisePorts = { verifier: TokenVerifier; log: Log; usageKeyOf: (who: Identity) => string };

/**
 * Input: API Gateway's TOKEN authoriser event. Output: a policy for every desk route of the stage, since API
 * Gateway keeps it for the token's other requests; what the token's holder may do there, the desk decides.
 */
export function createHandler({ verifier, log, usageKeyOf }: AuthorisePorts) {
  return async (event: APIGatewayTokenAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
    try {
      const who = await verifier.verify(bearerToken(event.authorizationToken));
      return {
        principalId: who.subject,
        policyDocument: {
          Version: '2012-10-17',
          Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: deskOf(event.methodArn) }],
        },
        context: { subject: who.subject, agency: who.agency, roles: who.roles.join(' ') },
        usageIdentifierKey: usageKeyOf(who),
      };
    } catch (error) {
      if (!(error instanceof Unauthorised)) throw error;
      log.info('token refused', { reason: error.message });
      // API Gateway answers 401 to exactly this message, and 500 to any other.
      throw new Error('Unauthorized');
    }
  };
}

/** `arn:aws:execute-api:{region}:{account}:{api}/{stage}/{method}/{path}` → every method under `/v1/desk`. */
const deskOf = (methodArn: string): string[] => {
  const stage = methodArn.split('/', 2).join('/');
  return [`${stage}/*/v1/desk`, `${stage}/*/v1/desk/*`];
};
