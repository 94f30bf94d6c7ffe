export const emulatorRegion = 'us-east-1';
export const emulatorAccount = '000000000000';

/** What an emulator accepts as its account's root. They open nothing outside of it. */
export const emulatorCredentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * The endpoint without a trailing slash, if it is on this machine. Local scripts create, overwrite and
 * delete; they must never reach a real account, whatever the environment says.
 *
 * @throws {Error} when the host is not a loopback address.
 */
export function loopbackEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const host = url?.hostname ?? '';
  const isLoopback = /^127(\.\d{1,3}){3}$/.test(host) || host === 'localhost' || host === '[::1]';
  if (!url || !/^https?:$/.test(url.protocol) || !isLoopback)
    throw new Error(`AWS_ENDPOINT_URL=${text} is not on this machine; local scripts accept loopback only`);
  return url.href.replace(/\/+$/, '');
}

/**
 * This process's environment with everything about AWS replaced, so that profiles, sessions, region
 * settings and per-service endpoints of the developer's own accounts have no say.
 */
export function emulatorEnvironment(endpoint: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  return {
    ...Object.fromEntries(own),
    AWS_ENDPOINT_URL: loopbackEndpoint(endpoint),
    AWS_ACCESS_KEY_ID: emulatorCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: emulatorCredentials.secretAccessKey,
    AWS_REGION: emulatorRegion,
    AWS_DEFAULT_REGION: emulatorRegion,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DEFAULT_ACCOUNT: emulatorAccount,
    CDK_DEFAULT_REGION: emulatorRegion,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
  };
}
