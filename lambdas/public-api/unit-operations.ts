import { addressOf } from '../../contracts/address.ts';
import { publicRoutes as routes } from '../../contracts/public-api.ts';
import type { Responses } from '../../contracts/public-responses.ts';
import type { Clock } from '../../use-cases/ports.ts';
import type { PublicReader } from '../../use-cases/read-ports.ts';
import { getUnit, listUnitSets, searchUnits } from '../../use-cases/search-units.ts';
import { type Answer, json } from '../shared/http.ts';
import type { Operations } from '../shared/router.ts';
import type { Records } from './analysis-operations.ts';
import { shortLived } from './caching.ts';

type Names = 'listUnitSets' | 'searchUnits' | 'getUnit' | 'listPlans' | 'getPlan';

export const unitOperations = ({
  reader,
  clock,
  openRecords,
}: {
  reader: PublicReader;
  clock: Clock;
  openRecords: () => Promise<Records>;
}): Operations<Pick<typeof routes, Names>, unknown, Answer> => ({
  async listUnitSets() {
    const unitSets = await listUnitSets(reader);
    const body: Responses['listUnitSets'] = { unitSets, links: { self: addressOf(routes.listUnitSets) } };
    return json(200, body, shortLived);
  },

  async searchUnits(question) {
    const found = await searchUnits(reader, question);
    const links = { self: addressOf(routes.searchUnits, question) };
    const body: Responses['searchUnits'] = { ...found, links };
    return json(200, body, shortLived);
  },

  async getUnit(question) {
    const unit = await getUnit(reader, question);
    const body: Responses['getUnit'] = { ...unit, links: { self: addressOf(routes.getUnit, question) } };
    return json(200, body, shortLived);
  },

  async listPlans(question) {
    const { listPlans } = await import('../../use-cases/get-plans.ts');
    const { records } = await openRecords();
    const { asOf, plans } = await listPlans({ reader, records, clock }, question);
    const body: Responses['listPlans'] = {
      asOf,
      plans: plans.map((plan) => ({
        ...plan,
        links: { self: addressOf(routes.getPlan, { plan: plan.id, ...question }) },
      })),
      links: { self: addressOf(routes.listPlans, question) },
    };
    return json(200, body, shortLived);
  },

  async getPlan(question) {
    const { getPlan } = await import('../../use-cases/get-plans.ts');
    const { records } = await openRecords();
    const plan = await getPlan({ reader, records, clock }, question);
    const links = {
      self: addressOf(routes.getPlan, question),
      plans: addressOf(routes.listPlans, { asOf: question.asOf }),
    };
    const body: Responses['getPlan'] = { ...plan, links };
    return json(200, body, shortLived);
  },
});
