import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { tokenVariables, verifierFrom } from '../shared/token-verifier.ts';
import { createHandler } from './handler.ts';
import { createPorts } from './ports.ts';

const variables = [
  'TABLE_NAME',
  'AUDIT_TABLE_NAME',
  'UPLOADS_BUCKET',
  'RECORDS_BUCKET',
  'EVENT_BUS_NAME',
  'WEBHOOK_KEY',
  'LOCAL_WEBHOOKS',
  'S3_PATH_STYLE',
  'CORS_ORIGINS',
] as const;
const env = readEnv(envFor(...variables, ...tokenVariables));
const log = createLog({ service: 'desk-api', stage: env.STAGE, level: env.LOG_LEVEL });

export const handler = createHandler({
  ports: createPorts(env),
  verifier: verifierFrom(env),
  origins: env.CORS_ORIGINS,
  log,
});
