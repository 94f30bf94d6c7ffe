import {
  type EditionDefinition,
  type EditionRef,
  editionId,
} from '../domain/methodology/edition-definition.ts';
import { type LatePermission, type Window, windowFor, windowState } from '../domain/submission/window.ts';
import { Conflict, InvalidInput } from './errors.ts';
import { envelope } from './event-envelope.ts';
import { type DefinitionPorts, findDefinition } from './find-definition.ts';
import { type Identity, requireRole } from './identity.ts';
import type { Clock, EventPublisher, Identifiers } from './ports.ts';

export interface LatePermissions {
  /** @returns the permission, or the one that was given to the agency until the same time before. */
  grant(edition: EditionRef, permission: LatePermission): Promise<LatePermission>;
  /** Of every agency, oldest first. */
  ofEdition(edition: EditionRef): Promise<LatePermission[]>;
  ofAgency(agency: string): Promise<(LatePermission & { edition: EditionRef })[]>;
}

/** The window in which an agency may send files for the edition. */
export async function windowOf(
  { permissions }: { permissions: Pick<LatePermissions, 'ofEdition'> },
  { index, period, submission }: Pick<EditionDefinition, 'index' | 'period' | 'submission'>,
  agency: string,
): Promise<Window> {
  if (!submission.closes) return submission;
  const all = await permissions.ofEdition({ index: index.id, period });
  return windowFor(
    submission,
    all.filter((permission) => permission.agency === agency),
  );
}

/** @throws {Conflict} outside the window. */
export function requireOpen(window: Window, now: Date): void {
  const state = windowState(window, now);
  if (state === 'not-open') throw new Conflict(`This edition takes files from ${window.opens}: come then.`);
  if (state === 'closed')
    throw new Conflict(`This edition took files until ${window.closes}: ask its operator for more time.`);
}

export type LatePermissionPorts = DefinitionPorts & {
  permissions: LatePermissions;
  events: EventPublisher;
  clock: Clock;
  identifiers: Identifiers;
};

/**
 * Input: an edition with a closing time, one of its reporters, until when it may send files, and why.
 * Output: the permission as recorded, with who gave it and when. Nothing is taken back: a later one adds time.
 *   Given again until the same time, it is the first one, and is announced again.
 *
 * @throws {Forbidden} for anyone but an operator; {NotFound}; {InvalidInput}; {Conflict}.
 */
export async function grantLatePermission(
  ports: LatePermissionPorts,
  identity: Identity,
  { edition, ...request }: { edition: EditionRef } & Pick<LatePermission, 'agency' | 'until' | 'reason'>,
): Promise<LatePermission> {
  requireRole(identity, 'operator');
  const { definition } = await findDefinition(ports, edition);
  const { submission, reporters } = definition;
  const agencies = [...new Set(reporters.map(({ agency }) => agency))];
  if (!agencies.includes(request.agency))
    throw new InvalidInput(`${request.agency} is not a reporter of ${editionId(edition)}.`, {
      parameter: 'agency',
      allowed: agencies,
    });
  if (!submission.closes)
    throw new Conflict(`${editionId(edition)} never closes: nobody needs a permission.`);
  const now = ports.clock.now();
  if (new Date(request.until) <= now || new Date(request.until) <= new Date(submission.closes))
    throw new InvalidInput(`"until" must be later than now and than the closing, ${submission.closes}.`, {
      parameter: 'until',
    });
  const permission = await ports.permissions.grant(edition, {
    ...request,
    grantedBy: identity.subject,
    grantedAt: now.toISOString(),
  });
  const cause = { correlationId: editionId(edition), causationId: identity.subject };
  const granted = { edition: { index: edition.index, period: edition.period }, ...permission };
  await ports.events.publish([envelope(ports, 'permission.granted', cause, granted)]);
  return permission;
}

/** @throws {Forbidden} for anyone but an operator; {NotFound}. */
export async function listLatePermissions(
  ports: Omit<LatePermissionPorts, 'clock'>,
  identity: Identity,
  { edition }: { edition: EditionRef },
): Promise<LatePermission[]> {
  requireRole(identity, 'operator');
  await findDefinition(ports, edition);
  return ports.permissions.ofEdition(edition);
}
