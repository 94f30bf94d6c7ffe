import { editionId } from '../../domain/methodology/edition-definition.ts';
import type { Candidates, ReleaseChange, ReleaseOrder, ReleaseOrders } from '../../use-cases/order-ports.ts';
import type { World } from './in-memory.ts';

const isStanding = (order: ReleaseOrder | undefined) => order?.state === 'waiting' || order?.state === 'done';

export function releaseOrders(world: World): ReleaseOrders {
  const { orders } = world;
  const change = (order: ReleaseOrder, from: ReleaseOrder['state'], to: Partial<ReleaseOrder>) => {
    const key = editionId(order.edition);
    const kept = orders.get(key);
    if (kept?.id !== order.id || kept.state !== from) return false;
    orders.set(key, { ...kept, ...to } as ReleaseOrder);
    return true;
  };
  return {
    give: async (order, last) => {
      const kept = orders.get(editionId(order.edition));
      if (kept?.id !== last?.id || isStanding(kept)) return false;
      orders.set(editionId(order.edition), structuredClone(order));
      return true;
    },
    last: async (edition) => structuredClone(orders.get(editionId(edition))),
    standing: async () => structuredClone([...orders.values()].filter(isStanding)),
    cancel: async (order) => change(order, 'waiting', { state: 'cancelled' }),
    announced: async (order) => void change(order, 'done', { state: 'announced' }),
    carryOut: async (order, made) => {
      const { index, period } = order.edition;
      const seen = world.pointers.get(index);
      if (seen?.editions[period]?.revision !== made.before.current?.revision) return false;
      if (!change(order, 'waiting', { state: 'done', result: made.result })) return false;
      apply(world, order, made);
      return true;
    },
  };
}

function apply(
  world: World,
  { edition }: ReleaseOrder,
  { before, pointer, withdrawal, erratum }: ReleaseChange,
) {
  const { index, period } = edition;
  const id = editionId(edition);
  const item = world.pointers.get(index) ?? { index, editions: {} };
  const editions = { ...item.editions };
  const withdrawn = { ...item.withdrawn };
  const releases = world.releases.get(id) ?? [];
  if (pointer) {
    editions[period] = pointer;
    delete withdrawn[period];
    releases.push(pointer);
  }
  if (withdrawal) {
    const { revision, ...told } = withdrawal;
    if (revision === before.current?.revision) {
      delete editions[period];
      withdrawn[period] = withdrawal;
    }
    releases.find((each) => each.revision === revision)!.withdrawn = told;
  }
  if (erratum) world.errata.push({ index, ...erratum });
  world.releases.set(id, releases);
  world.pointers.set(index, { index, editions, withdrawn });
}

export const candidates = (world: World): Candidates => ({
  propose: async (candidate) => {
    const key = editionId(candidate);
    const kept = world.candidates.get(key);
    if (!kept || kept.datasetVersion <= candidate.datasetVersion)
      world.candidates.set(key, structuredClone(candidate));
  },
  get: async (edition) => structuredClone(world.candidates.get(editionId(edition))),
  runs: async (editions) => {
    const wanted = new Set(editions.map(editionId));
    return new Map([...world.candidates].flatMap(([id, { run }]) => (wanted.has(id) ? [[id, run]] : [])));
  },
});
