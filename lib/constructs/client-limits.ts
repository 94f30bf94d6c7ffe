import { ApiKey, Period, type Stage, UsagePlan, type UsagePlanProps } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { usageKey } from '../../contracts/usage-keys.ts';
import type { Config } from '../config.ts';
import { resourceName } from '../stage-settings.ts';

/** Agencies whose programs have a limit of their own. */
export const programsOf = ({ userPool }: Config): string[] => userPool?.machineClients ?? [];

/**
 * How much of the desk each client may use: one program that runs wild leaves the others their share. The authoriser
 * says whose request it is; people share a plan without a limit beyond the stage's.
 */
export class ClientLimits extends Construct {
  readonly #config: Config;
  readonly #stage: Stage;

  constructor(scope: Construct, id: string, { config, stage }: { config: Config; stage: Stage }) {
    super(scope, id);
    this.#config = config;
    this.#stage = stage;
    const { requestsPerSecond, burst, requestsPerDay } = config.api.programs;
    const programs = this.#plan('programs', {
      description: 'Each program of an agency by itself',
      throttle: { rateLimit: requestsPerSecond, burstLimit: burst },
      quota: { limit: requestsPerDay, period: Period.DAY },
    });
    for (const agency of programsOf(config)) this.#count(programs, agency);
    this.#count(this.#plan('people', { description: 'People, all together' }));
  }

  #plan(name: string, limits: UsagePlanProps): UsagePlan {
    return new UsagePlan(this, name, {
      ...limits,
      name: resourceName(this.#config, name),
      apiStages: [{ api: this.#stage.restApi, stage: this.#stage }],
    });
  }

  #count(plan: UsagePlan, agency?: string) {
    const client = agency === undefined ? 'people' : `program-${agency}`;
    const key = new ApiKey(this, `Key ${client}`, {
      apiKeyName: resourceName(this.#config, client),
      value: usageKey(this.#config.stage, agency),
    });
    plan.addApiKey(key);
  }
}
