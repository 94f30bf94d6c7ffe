import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { tokenVariables, verifierFrom } from '../shared/token-verifier.ts';
import { createHandler } from './handler.ts';

const env = readEnv(envFor(...tokenVariables));
const log = createLog({ service: 'authorise', stage: env.STAGE, level: env.LOG_LEVEL });

export const handler = createHandler({ verifier: verifierFrom(env), log });
