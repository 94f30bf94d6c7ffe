import { openSigned } from '../../adapters/identity/open-signed.ts';
import type { ReleaseAddress } from '../../use-cases/get-proof.ts';
import type { Check, VerifyPorts } from '../../use-cases/verify-ports.ts';
import { verifyRelease } from '../../use-cases/verify-release.ts';

/** Everything is fetched anew: what a cache held back would not be what readers are shown. */
const ports: VerifyPorts = {
  get: async (address) => {
    const response = await fetch(address, { cache: 'no-cache' });
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
  },
  open: openSigned,
};

export const verifyHere = (release: ReleaseAddress): AsyncGenerator<Check> => verifyRelease(ports, release);
