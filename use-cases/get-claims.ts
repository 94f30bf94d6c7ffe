import type { Text } from '../domain/methodology/definitions.ts';
import type { EditionDefinition, EditionRef } from '../domain/methodology/edition-definition.ts';
import {
  type Claim,
  type ClaimedFile,
  type ClaimsAddress,
  type ClaimsPorts,
  findClaims,
  isReviewer,
  withDecisions,
} from './claims.ts';
import { Forbidden } from './errors.ts';
import { findDefinition } from './find-definition.ts';
import { hasRole, type Identity, requireRole } from './identity.ts';
import type { AgendaEntry, EditionStore } from './ports.ts';

export type ClaimCounts = { claims: number; decided: number; answered: number };

export type Claims = Pick<ClaimedFile, 'submission' | 'registration'> & {
  /** Of the index that verifies them. */
  name: Text;
  counts: ClaimCounts;
  offset: number;
  claims: NamedClaim[];
};

export type NamedClaim = Claim & { names: { indicator: Text; unit: Text; measure: Text } };

/**
 * Output: a page of the values that a file claims, in the order of indicator and unit, with evidence, decision and
 * answer: for the agency that sent it, for reviewers of the edition and for operators.
 *
 * @throws {NotFound}
 */
export async function getClaims(
  ports: ClaimsPorts,
  identity: Identity,
  { offset, limit, ...address }: ClaimsAddress & { offset: number; limit: number },
): Promise<Claims> {
  const file = await findClaims(ports, identity, address);
  const claims = await withDecisions(ports, file);
  const { submission, registration } = file;
  return {
    submission,
    registration,
    name: file.definition.index.name,
    counts: countOf(claims),
    offset,
    claims: claims.slice(offset, offset + limit).map(namesIn(file.definition)),
  };
}

/** As the edition names things; a file of another edition may speak of some that this one does not know. */
function namesIn({ cohorts }: EditionDefinition): (claim: Claim) => NamedClaim {
  const indicators = byId(
    cohorts.flatMap((cohort) => (cohort.origin === 'imported' ? [] : cohort.indicators)),
  );
  const units = byId(cohorts.flatMap((cohort) => cohort.units));
  return (claim) => {
    const indicator = indicators.get(claim.indicator);
    const names = {
      indicator: indicator?.name ?? asName(claim.indicator),
      unit: units.get(claim.unit)?.name ?? asName(claim.unit),
      measure: indicator?.unitName ?? asName(indicator?.unit ?? ''),
    };
    return { ...claim, names };
  };
}

const byId = <Thing extends { id: string }>(things: readonly Thing[]): Map<string, Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));

const asName = (id: string): Text => ({ vi: id, en: id });

export type ClaimingFile = Pick<ClaimedFile, 'submission' | 'registration'> & { counts: ClaimCounts };

/**
 * Output: the editions whose claims the asker's agency verifies, by period, then index.
 *
 * @throws {Forbidden} for who is no reviewer
 */
export async function listVerifiedEditions(
  { editions }: { editions: Pick<EditionStore, 'agenda'> },
  identity: Identity,
): Promise<AgendaEntry[]> {
  requireRole(identity, 'reviewer');
  return (await editions.agenda()).filter(({ reviewers }) => reviewers.includes(identity.agency));
}

/**
 * Output: the index and the files whose claims count in the edition, oldest first, each with how much is decided.
 *
 * @throws {Forbidden} for anyone but reviewers of the edition and operators; {NotFound}
 */
export async function listClaims(
  ports: ClaimsPorts,
  identity: Identity,
  { edition }: { edition: EditionRef },
): Promise<{ name: Text; files: ClaimingFile[] }> {
  const { definition } = await findDefinition(ports, edition);
  if (!isReviewer(definition, identity) && !hasRole(identity, 'operator'))
    throw new Forbidden('This is for reviewers of the edition: its operator names their agencies.');
  const { name } = definition.index;
  if (!definition.verification) return { name, files: [] };
  const registrations = await ports.editions.currentParts(edition);
  const files = await Promise.all(
    registrations
      .filter(({ kind }) => kind === 'observations')
      .map(async ({ submissionId }) => {
        const file = await findClaims(ports, identity, { edition, submission: submissionId });
        const { submission, registration } = file;
        return { submission, registration, counts: countOf(await withDecisions(ports, file)) };
      }),
  );
  return { name, files };
}

const countOf = (claims: readonly Claim[]): ClaimCounts => ({
  claims: claims.length,
  decided: claims.filter(({ decision }) => decision).length,
  answered: claims.filter(({ answer }) => answer).length,
});
