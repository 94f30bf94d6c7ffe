import { usageKey } from '../../contracts/usage-keys.ts';
import type { Identity } from '../../use-cases/identity.ts';

/** @param programs agencies whose programs have a limit of their own */
export const usageKeyOf =
  (stage: string, programs: readonly string[]) =>
  ({ agency, program }: Identity): string =>
    usageKey(stage, program && programs.includes(agency) ? agency : undefined);
