import { createUploadRowReader } from '../../../adapters/files/upload-rows.ts';
import { createHandler, type DeskDependencies } from '../../../lambdas/desk-api/handler.ts';
import { Unauthorised } from '../../../use-cases/errors.ts';
import type { Identity } from '../../../use-cases/identity.ts';
import type { Submission } from '../../../use-cases/ports.ts';

import { memoryAuditLog } from '../../fakes/audit.ts';

import { DeadlineWorld } from '../../fakes/deadlines.ts';

import type { World } from '../../fakes/in-memory.ts';
import { WebhookWorld } from '../../fakes/webhooks.ts';
import { memoryLog, request } from './request.ts';
import { tableOf } from './world-table.ts';

export type Question = { method?: string; headers?: Record<string, string>; body?: unknown };

/** What the desk needs beside the world: idempotency keys and a store that signs forms. */
export function deskPorts(world: World): DeskDependencies['ports'] {
  const requests = new Map<string, Submission>();
  return {
    ...world.ports(),
    reader: {
      index: (index) => tableOf(world).reader.index(index),
      page: (...place) => tableOf(world).reader.page(...place),
    },
    audit: memoryAuditLog(),
    proofs: { receipt: async (submission) => world.receipts.get(submission) },
    files: world.uploadReader,
    rows: createUploadRowReader(),
    filed: new DeadlineWorld(world).filed,
    ...new WebhookWorld(),
    plainHttp: false,
    requests: {
      async first(key, submission) {
        const name = `${submission.agency} ${key}`;
        if (!requests.has(name)) requests.set(name, submission);
        return requests.get(name)!;
      },
    },
    uploads: {
      grant: async (key, { seconds }) => ({
        url: 'https://uploads.test/',
        fields: { key },
        expiresAt: new Date(Date.UTC(2026, 0, 1) + 1000 * seconds).toISOString(),
      }),
    },
  };
}

/** The desk on a world, where a token is the name of a person. */
export function openDesk(world: World, people: Record<string, Identity>) {
  const handler = createHandler({
    ports: deskPorts(world),
    origins: ['https://civindex.example.org'],
    log: memoryLog(),
    verifier: {
      verify: async (token) => {
        if (people[token]) return people[token];
        throw new Unauthorised('The token is not valid here: sign in again.');
      },
    },
  });
  return (person: string, address: string, { headers, ...rest }: Question = {}) =>
    handler(request(address, { ...rest, headers: { Authorization: `Bearer ${person}`, ...headers } }));
}
