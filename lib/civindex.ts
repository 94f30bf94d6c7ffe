import type { App } from 'aws-cdk-lib';
import type { Config } from './config.ts';
import { AnalysisStack } from './stacks/analysis-stack.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DeadlinesStack } from './stacks/deadlines-stack.ts';
import { EdgeStack } from './stacks/edge-stack.ts';
import { IdentityStack } from './stacks/identity-stack.ts';
import { IngestionStack } from './stacks/ingestion-stack.ts';
import { NoticesStack } from './stacks/notices-stack.ts';
import { OperationsStack } from './stacks/operations-stack.ts';
import { PortalStack } from './stacks/portal-stack.ts';
import { ProofStack } from './stacks/proof-stack.ts';
import { RankingStack } from './stacks/ranking-stack.ts';
import { StatefulStack } from './stacks/stateful-stack.ts';

/** The stacks of one stage, and who stands on whom. */
export function addStacks(app: App, config: Config) {
  const stateful = new StatefulStack(app, 'stateful', { config });
  const operations = new OperationsStack(app, 'operations', { config, table: stateful.table });
  const props = { config, stateful, alarmTopic: operations.alarmTopic };
  const ingestion = new IngestionStack(app, 'ingestion', props);
  const ranking = new RankingStack(app, 'ranking', props);
  const analysis = new AnalysisStack(app, 'analysis', props);
  const proof = new ProofStack(app, 'proof', props);
  const deadlines = new DeadlinesStack(app, 'deadlines', props);
  const notices = new NoticesStack(app, 'notices', props);
  const { userPool } = config;
  const identity = userPool && new IdentityStack(app, 'identity', { config, userPool });
  const issuer = identity?.issuer ?? config.token!;
  const portal = new PortalStack(app, 'portal', { ...props, issuer });
  const api = new ApiStack(app, 'api', { ...props, notices, issuer });
  const { pages, records, uploads } = stateful;
  const buckets = [records, uploads].map(({ bucketRegionalDomainName: name }) => `https://${name}`);
  const site = { pages, connectTo: [...buckets, ...(identity?.origins ?? [])] };
  const edge = config.edge && new EdgeStack(app, 'edge', { config, api: api.api.origin, site });
  return {
    stateful,
    operations,
    ingestion,
    ranking,
    analysis,
    proof,
    deadlines,
    portal,
    notices,
    identity,
    api,
    edge,
  };
}
