import { addressOf } from '../../contracts/address.ts';
import { deskRoutes } from '../../contracts/desk-api.ts';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import type { Route } from '../../contracts/route.ts';
import { type EditionRef, editionId } from '../../domain/methodology/edition-definition.ts';
import {
  type AllEditionsPorts,
  type CohortWork,
  type DeskEdition,
  type DeskEditionsPorts,
  listAllEditions,
  listDeskEditions,
} from '../../use-cases/desk-editions.ts';
import type { GivenValuesPorts } from '../../use-cases/given-values.ts';
import type { Identity } from '../../use-cases/identity.ts';
import {
  grantLatePermission,
  type LatePermissionPorts,
  listLatePermissions,
} from '../../use-cases/late-permissions.ts';
import { reportCoverage } from '../../use-cases/report-coverage.ts';
import { type Answer, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';
import { summariseSubmission } from './present-submission.ts';

export type EditionPorts = DeskEditionsPorts & AllEditionsPorts & LatePermissionPorts & GivenValuesPorts;

type Routes = Pick<
  typeof deskRoutes,
  'listDeskEditions' | 'getDeskEdition' | 'listAllEditions' | 'grantLatePermission' | 'listLatePermissions'
>;

export const editionOperations = (ports: EditionPorts): Operations<Routes, Identity, Answer> => ({
  async listDeskEditions({ state }, identity) {
    const editions = await listDeskEditions(ports, identity, { state });
    const body: DeskResponses['listDeskEditions'] = {
      editions: editions.map((edition) => ({
        ...headingOf(edition),
        verified: edition.verified,
        cohorts: edition.cohorts.map(presentWork),
      })),
      links: { self: addressOf(deskRoutes.listDeskEditions, { state }) },
    };
    return json(200, body);
  },

  async getDeskEdition(edition, identity) {
    const found = await reportCoverage(ports, identity, { edition });
    const body: DeskResponses['getDeskEdition'] = {
      ...headingOf(found),
      verified: found.verified,
      cohorts: found.cohorts.map(({ coverage, ...work }) => ({
        ...presentWork(work),
        ...(coverage && { coverage }),
      })),
    };
    return json(200, body);
  },

  async listAllEditions(_, identity) {
    const editions = await listAllEditions(ports, identity);
    const body: DeskResponses['listAllEditions'] = {
      editions: editions.map(({ reporters, reviewers, waits, ...edition }) => ({
        ...headingOf(edition, deskRoutes.getEditionStatus),
        reporters,
        reviewers,
        waits,
      })),
      links: { self: addressOf(deskRoutes.listAllEditions, {}) },
    };
    return json(200, body);
  },

  async grantLatePermission({ index, period, ...request }, identity) {
    const edition = { index, period };
    const body: DeskResponses['grantLatePermission'] = await grantLatePermission(ports, identity, {
      edition,
      ...request,
    });
    return json(201, body, { Location: addressOf(deskRoutes.listLatePermissions, edition) });
  },

  async listLatePermissions(edition, identity) {
    const body: DeskResponses['listLatePermissions'] = {
      permissions: await listLatePermissions(ports, identity, { edition }),
      links: {
        self: addressOf(deskRoutes.listLatePermissions, edition),
        edition: addressOf(deskRoutes.getDeskEdition, edition),
      },
    };
    return json(200, body);
  },
});

const headingOf = (
  { index, period, name, window, state }: Omit<DeskEdition, 'cohorts' | 'verified'> & EditionRef,
  route: Route = deskRoutes.getDeskEdition,
) => ({
  id: editionId({ index, period }),
  name,
  window,
  state,
  links: { self: addressOf(route, { index, period }) },
});

const presentWork = ({ inForce, latest, ...work }: CohortWork) => ({
  ...work,
  ...(inForce && { inForce: summariseSubmission(inForce) }),
  ...(latest && { latest: summariseSubmission(latest) }),
});
