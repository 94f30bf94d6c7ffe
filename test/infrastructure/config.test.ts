import { describe, expect, it } from 'vitest';
import { chooseStage, loadConfig, parseConfig } from '../../lib/config.ts';

describe('chooseStage', () => {
  it('takes the command line before the environment, and local when neither names one', () => {
    expect(chooseStage('prod', { CIVINDEX_STAGE: 'local' })).toBe('prod');
    expect(chooseStage(undefined, { CIVINDEX_STAGE: 'prod' })).toBe('prod');
    expect(chooseStage(undefined, {})).toBe('local');
  });

  it('names the stages that there are', () => {
    expect(() => chooseStage('production', {})).toThrow('There is no stage "production": local, prod');
  });
});

describe('loadConfig', () => {
  it('reads the file of the stage', () => {
    expect(loadConfig('local', {})).toMatchObject({ stage: 'local', emulated: true, region: 'us-east-1' });
    expect(loadConfig('prod', {})).toMatchObject({ stage: 'prod', emulated: false, retainData: true });
  });

  it('lets the environment override what differs from one operator to the next', () => {
    const config = loadConfig('prod', {
      CIVINDEX_ACCOUNT: '123456789012',
      CIVINDEX_REGION: 'ap-southeast-3',
      CIVINDEX_LOG_LEVEL: 'DEBUG',
      CIVINDEX_ALARM_EMAIL: 'truc@danang.example',
      CIVINDEX_PUBLIC_ADDRESS: 'https://dsc.danang.example',
      CIVINDEX_CORS_ORIGINS: 'https://dsc.danang.example,https://danang.example',
      CIVINDEX_TOKEN_ISSUER: 'https://login.danang.example/',
      CIVINDEX_TOKEN_JWKS_URL: 'https://login.danang.example/jwks.json',
    });
    expect(config).toMatchObject({
      account: '123456789012',
      region: 'ap-southeast-3',
      logLevel: 'DEBUG',
      alarmEmail: 'truc@danang.example',
      publicAddress: 'https://dsc.danang.example',
      corsOrigins: ['https://dsc.danang.example', 'https://danang.example'],
      token: { issuer: 'https://login.danang.example/', audience: 'civindex' },
    });
  });

  it('replaces the file’s token keys by those given, inline or at a URL', () => {
    const keys = '{"keys":[{"kty":"EC","crv":"P-256","x":"eA","y":"eQ"}]}';
    const inline = loadConfig('local', { CIVINDEX_TOKEN_JWKS: keys }).token!;
    expect(inline.jwks).toEqual(JSON.parse(keys));
    expect(inline.jwksUrl).toBeUndefined();
    const url = 'https://login.danang.example/jwks.json';
    const remote = loadConfig('local', { CIVINDEX_TOKEN_JWKS_URL: url }).token!;
    expect(remote).toMatchObject({ jwksUrl: url });
    expect(remote.jwks).toBeUndefined();
  });

  it('lets an issuer that is given take the place of the user pool', () => {
    expect(loadConfig('prod', {})).toMatchObject({ userPool: { machineClients: [] } });
    const issuer = 'https://login.danang.example/';
    const given = { CIVINDEX_TOKEN_ISSUER: issuer, CIVINDEX_TOKEN_JWKS_URL: `${issuer}jwks.json` };
    const { token, userPool } = loadConfig('prod', given);
    expect(token).toMatchObject({ issuer, claims: { agency: 'agency', roles: 'roles' } });
    expect(userPool).toBeUndefined();
  });

  it('takes an empty variable for one that was not given', () => {
    expect(loadConfig('prod', { CIVINDEX_ALARM_EMAIL: '', CIVINDEX_TOKEN_JWKS: '' })).toEqual(
      loadConfig('prod', {}),
    );
  });

  it('refuses a private key where a public one belongs', () => {
    const keys = '{"keys":[{"kty":"EC","d":"c2VjcmV0"}]}';
    expect(() => loadConfig('local', { CIVINDEX_TOKEN_JWKS: keys })).toThrow(
      /is a private key; give the public part only\s+→ at token\.jwks\.keys\[0\]\.d/,
    );
    expect(() => loadConfig('local', { CIVINDEX_TOKEN_JWKS: keys })).not.toThrow(/c2VjcmV0/);
  });

  it('says what is not JSON', () => {
    expect(() => loadConfig('local', { CIVINDEX_TOKEN_JWKS: 'keys' })).toThrow(
      'CIVINDEX_TOKEN_JWKS is not JSON',
    );
  });
});

describe('parseConfig', () => {
  const valid = loadConfig('prod', {});
  const local = loadConfig('local', {});

  it('names the file and every setting that is wrong, with what would do', () => {
    const settings = { ...valid, region: 'Đà Nẵng', account: '42', surprise: true };
    expect(() => parseConfig(settings, 'config/prod.yaml')).toThrow(
      /^config\/prod\.yaml cannot be used:.*surprise.*must be twelve digits.*must be a region such as/s,
    );
  });

  it.each([
    [
      'both inline keys and a URL',
      { token: { ...local.token, jwksUrl: 'https://login.danang.example/jwks.json' }, userPool: undefined },
      /exactly one of jwks/,
    ],
    ['a user pool and another issuer', { token: local.token }, /exactly one of token and userPool/],
    ['neither of them', { userPool: undefined }, /exactly one of token and userPool/],
    [
      'every origin beside one of ours',
      { corsOrigins: ['*', 'https://danang.example'] },
      /"\*" stands alone/,
    ],
    ['an origin with a path', { corsOrigins: ['https://danang.example/portal'] }, /must be an origin/],
    ['a retention that CloudWatch does not know', { logRetentionDays: 100 }, /logRetentionDays/],
    [
      'a worker that could run only once at a time, which Lambda does not offer',
      { concurrency: { ...valid.concurrency, publishRelease: 1 } },
      /concurrency\.publishRelease/,
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => parseConfig({ ...valid, ...change }, 'config/prod.yaml')).toThrow(message);
  });
});
