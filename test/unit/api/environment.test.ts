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

  it('has lists, numbers and JSON where a variable means such', () => {
    const readings = envFor('PROGRAMS', 'REMINDER_DAYS', 'WAITING_HOURS', 'RETENTION', 'TOKEN_CLAIMS');
    const read = readEnv(readings, {
      STAGE: 'prod',
      PROGRAMS: '',
      REMINDER_DAYS: '7,1',
      WAITING_HOURS: '24',
      RETENTION: '{"mode":"GOVERNANCE","days":30}',
    });
    expect(read).toMatchObject({ PROGRAMS: [], REMINDER_DAYS: [7, 1], WAITING_HOURS: 24 });
    expect(read.RETENTION).toEqual({ mode: 'GOVERNANCE', days: 30 });
    expect(read.TOKEN_CLAIMS).toBeUndefined();
  });

  it.each<[string, Record<string, string>]>([
    ['a list of numbers with a word', { REMINDER_DAYS: '7,secret' }],
    ['JSON that ends too early', { RETENTION: '{"mode":"secret' }],
    ['JSON of another shape', { RETENTION: '{"mode":"secret","days":1}' }],
    ['a flag that is neither', { S3_PATH_STYLE: 'secret' }],
  ])('names %s, and does not show it', (_, wrong) => {
    const sound = { STAGE: 'prod', REMINDER_DAYS: '7', S3_PATH_STYLE: 'true' };
    const read = () => readEnv(envFor('REMINDER_DAYS', 'RETENTION', 'S3_PATH_STYLE'), { ...sound, ...wrong });
    const [name] = Object.keys(wrong);
    expect(read).toThrow(new Error(`Environment variables missing or wrong: ${name}`));
  });
});
