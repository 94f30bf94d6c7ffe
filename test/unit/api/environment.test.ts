import { describe, expect, it } from 'vitest';
import { envFor, readEnv } from '../../../lambdas/shared/env.ts';

const schema = envFor('TABLE_NAME', 'S3_PATH_STYLE');

describe('the environment of a function', () => {
  it('is what the function asked for, with defaults, and nothing else', () => {
    expect(readEnv(schema, { STAGE: 'prod', TABLE_NAME: 'civindex', HOME: '/root' })).toEqual({
      STAGE: 'prod',
      LOG_LEVEL: 'INFO',
      TABLE_NAME: 'civindex',
      S3_PATH_STYLE: false,
    });
  });

  it('names everything that is missing or wrong, and shows no value', () => {
    const read = () => readEnv(schema, { STAGE: 'prod', LOG_LEVEL: 'secret', TABLE_NAME: '' });
    expect(read).toThrow('Environment variables missing or wrong: LOG_LEVEL, TABLE_NAME');
  });
});
