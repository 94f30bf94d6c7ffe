import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson } from '../adapters/http/read-json.ts';
import {
  createDevelopmentKeys,
  type DevelopmentKeys,
  signDevelopmentToken,
  signMachineToken,
} from '../adapters/identity/development-issuer.ts';
import type { DeskResponses } from '../contracts/desk-responses.ts';
import type { Role } from '../contracts/roles.ts';
import { type Deployment, deployLocal } from './deploy-local.ts';
import type { LocalPeople } from './local-sign-in.ts';

const issuer = 'http://127.0.0.1/civindex-development';
const audience = 'civindex';

/** A deployment on an emulator, with the key that signs the tokens it accepts. */
export type LocalDeployment = Deployment & { keys: DevelopmentKeys };

/** Where the running demo keeps its deployment. */
export const demoDeploymentFile = join(import.meta.dirname, '..', '.local', 'demo.json');

/** Deploys to the emulator with fresh keys: whoever holds them can be anyone there, and only there. */
export async function deployWithDevelopmentKeys(endpoint: string): Promise<LocalDeployment> {
  const keys = await createDevelopmentKeys();
  const deployment = await deployLocal(endpoint, { identity: { issuer, audience, jwks: keys.jwks } });
  return { ...deployment, keys };
}

/** @returns a token for an employee of the agency. */
export const signToken = ({ keys }: LocalDeployment, agency: string, role: Role): Promise<string> =>
  signDevelopmentToken({ subject: `${role}@${agency}`, agency, roles: [role] }, keys, { issuer, audience });

/** @returns a token for a program of the agency, as client credentials give one. */
export const signProgramToken = ({ keys }: LocalDeployment, agency: string, role: Role): Promise<string> =>
  signMachineToken({ subject: `program-of-${agency}`, agency, roles: [role] }, keys, { issuer, audience });

/** Everybody of the agencies that the editions name, and of the one that runs the service. */
export const localPeople = (deployment: LocalDeployment): LocalPeople => ({
  sign: (agency, role) => signToken(deployment, agency, role),
  async agencies() {
    const headers = { Authorization: `Bearer ${await signToken(deployment, 'civindex', 'operator')}` };
    const address = `${deployment.apiUrl}/v1/desk/agenda`;
    const { editions } = await readJson<DeskResponses['listAllEditions']>(address, headers);
    const agencies = editions.flatMap(({ reporters, reviewers }) => [...reporters, ...reviewers]);
    return [...new Set(['civindex', ...agencies])].sort();
  },
});

/** For its owner's eyes only: it holds the private key. */
export function saveDeployment(file: string, deployment: LocalDeployment): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(deployment, null, 2), { mode: 0o600 });
}

/** @throws {Error} when nothing is deployed there. */
export function readDeployment(file: string): LocalDeployment {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LocalDeployment;
  } catch (cause) {
    throw new Error(`There is no deployment in ${file}: start one with "npm run demo"`, { cause });
  }
}
