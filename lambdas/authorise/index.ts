import { envFor, readEnv } from '../shared/env.ts';
import { createLog } from '../shared/log.ts';
import { tokenVariables, verifierFrom } from '../shared/token-verifier.ts';
import { createHandler } from './handler.ts';
import { usageKeyOf } from './usage-key-of.ts';

const env = readEnv(envFor(...tokenVariables, 'PROGRAMS'));
const log = createLog({ service: 'authorise', stage: env.STAGE, level: env.LOG_LEVEL });

const keys = usageKeyOf(env.STAGE, env.PROGRAMS);

export const handler = createHandler({ verifier: verifierFrom(env), log, usageKeyOf: keys });
