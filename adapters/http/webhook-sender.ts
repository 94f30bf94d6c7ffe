import * as http from 'node:http';
import * as https from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import type { WebhookSender } from '../../use-cases/webhook-ports.ts';

const timeLimit = 10_000;

/**
 * Posts to addresses that strangers gave. The agents look at the address that a connection is made to, after DNS:
 * loopback, private, link-local and other addresses that are not public are refused, unless `allowLocal`.
 * Redirects are not followed, and nothing of the answer is read but its head.
 */
export function createWebhookSender({
  allowLocal,
  milliseconds = timeLimit,
}: {
  allowLocal: boolean;
  milliseconds?: number;
}): WebhookSender {
  const filter = { allowPrivateIPAddress: allowLocal };
  const secure = { request: https.request, agent: new RequestFilteringHttpsAgent(filter) };
  const plain = { request: http.request, agent: new RequestFilteringHttpAgent(filter) };
  return {
    async post(url, headers, body) {
      const { protocol } = new URL(url);
      if (protocol !== 'https:' && !(allowLocal && protocol === 'http:'))
        throw new Error(`${protocol} is not https:`);
      const { request, agent } = protocol === 'https:' ? secure : plain;
      const signal = AbortSignal.timeout(milliseconds);
      return new Promise((resolve, reject) => {
        const sent = request(url, { method: 'POST', agent, headers, signal }, (response) => {
          response.destroy();
          resolve(response.statusCode!);
        });
        sent.on('error', reject);
        sent.end(body);
      });
    },
  };
}
