import { addressOf } from '../../contracts/address.ts';
import { deskRoutes } from '../../contracts/desk-api.ts';
import type { DeskResponses } from '../../contracts/desk-responses.ts';
import { editionId } from '../../domain/methodology/edition-definition.ts';
import type { AuditLog } from '../../use-cases/append-audit.ts';
import type { Identity } from '../../use-cases/identity.ts';
import { listEditionReleases } from '../../use-cases/list-edition-releases.ts';
import type { ReleaseOrder } from '../../use-cases/order-ports.ts';
import { type PreviewReleasePorts, previewRelease } from '../../use-cases/preview-release.ts';
import { readAudit } from '../../use-cases/read-audit.ts';
import {
  announceDueOrders,
  cancelOrder,
  getOrder,
  giveOrder,
  type ReleaseOrdersPorts,
} from '../../use-cases/release-orders.ts';
import { type Answer, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';

export type ReleasePorts = PreviewReleasePorts & ReleaseOrdersPorts & { audit: Pick<AuditLog, 'list'> };

type Routes = Pick<
  typeof deskRoutes,
  | 'previewRelease'
  | 'giveOrder'
  | 'getOrder'
  | 'cancelOrder'
  | 'announceDueOrders'
  | 'listEditionReleases'
  | 'readAudit'
>;

export const releaseOperations = (ports: ReleasePorts): Operations<Routes, Identity, Answer> => ({
  async previewRelease({ index, period, ...choice }, identity) {
    const edition = { index, period };
    const { rows, ...preview } = await previewRelease(ports, identity, { edition, ...choice });
    const body: DeskResponses['previewRelease'] = {
      edition: editionId(edition),
      ...preview,
      rows: rows.map(({ unit, score, rank, grade, status }) => ({
        unit,
        figures: { score, rank, ...(grade !== undefined && { grade }), status },
      })),
      links: {
        self: addressOf(deskRoutes.previewRelease, { ...edition, ...choice }),
        order: addressOf(deskRoutes.giveOrder, edition),
      },
    };
    return json(200, body);
  },

  async giveOrder({ index, period, 'Idempotency-Key': idempotencyKey, ...request }, identity) {
    const edition = { index, period };
    const body = present(await giveOrder(ports, identity, { edition, idempotencyKey, ...request }));
    return json(201, body, { Location: body.links.self });
  },

  async getOrder(edition, identity) {
    return json(200, present(await getOrder(ports, identity, { edition })));
  },

  async cancelOrder(edition, identity) {
    return json(200, present(await cancelOrder(ports, identity, { edition })));
  },

  async listEditionReleases(edition, identity) {
    const releases = await listEditionReleases(ports, identity, { edition });
    const body: DeskResponses['listEditionReleases'] = {
      releases: releases.map(({ revision, publishedAt, current, withdrawn, rolledBackTo }) => ({
        revision,
        publishedAt,
        current,
        withdrawn: withdrawn !== undefined,
        ...(rolledBackTo !== undefined && { rolledBackTo }),
      })),
      links: { self: addressOf(deskRoutes.listEditionReleases, edition) },
    };
    return json(200, body);
  },

  async readAudit({ from, ...edition }, identity) {
    const entries = await readAudit(ports, identity, { edition, from });
    const last = entries.at(-1);
    const body: DeskResponses['readAudit'] = {
      entries,
      links: {
        self: addressOf(deskRoutes.readAudit, { ...edition, from }),
        ...(last && { next: addressOf(deskRoutes.readAudit, { ...edition, from: last.sequence + 1 }) }),
      },
    };
    return json(200, body);
  },

  async announceDueOrders(_, identity) {
    const body: DeskResponses['announceDueOrders'] = {
      orders: (await announceDueOrders(ports, identity)).map(present),
    };
    return json(200, body);
  },
});

function present(order: ReleaseOrder): DeskResponses['giveOrder'] {
  const { id, kind, edition, at, givenAt, by, state, note, result } = order;
  const concerned = order.kind === 'release' ? { run: order.candidate.run } : { revision: order.revision };
  return {
    id,
    edition: editionId(edition),
    kind,
    at,
    givenAt,
    by,
    state,
    ...concerned,
    ...result,
    ...(note && { note }),
    links: { self: addressOf(deskRoutes.getOrder, edition) },
  };
}
