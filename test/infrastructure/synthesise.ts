import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addStacks } from '../../lib/civindex.ts';
import { loadConfig, type Stage } from '../../lib/config.ts';

export const root = join(import.meta.dirname, '..', '..');

// biome-ignore lint/suspicious/noExplicitAny: a template is any JSON; the tests say what they look for in it.
export type Json = any;

export type Resource = { stack: string; id: string; type: string; properties: Json; definition: Json };

/** What the CDK's command reads: how the application is started, and with which settings. */
export const settings: Json = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));

/** The application of a stage with cdk.json's settings, its functions not bundled. Prod also has an alarm address. */
export function buildApp(stage: Stage): App {
  const app = new App({ context: { ...settings.context, 'aws:cdk:bundling-stacks': [] } });
  const environment = stage === 'prod' ? { CIVINDEX_ALARM_EMAIL: 'operations@example.org' } : {};
  addStacks(app, loadConfig(stage, environment));
  return app;
}

/** What a stack gives to others: the value, in the terms of that stack. */
export type Exported = { stack: string; value: Json };

type Application = { resources: Resource[]; exported: Map<string, Exported> };

const known = new Map<Stage, Application>();

/** Made once a test file. */
function application(stage: Stage): Application {
  const made = known.get(stage) ?? synthesise(stage);
  known.set(stage, made);
  return made;
}

/** Every resource of every stack of a stage. */
export const resourcesOf = (stage: Stage): Resource[] => application(stage).resources;

/** What its stacks import from one another, by name. */
export const exportsOf = (stage: Stage): Map<string, Exported> => application(stage).exported;

export const ofType = (stage: Stage, type: string): Resource[] =>
  resourcesOf(stage).filter((resource) => resource.type === type);

/** The resource of the same stack that `Ref` or `Fn::GetAtt` points to. */
export function target(from: Resource, stage: Stage, reference: Json): Resource | undefined {
  const id = reference?.Ref ?? reference?.['Fn::GetAtt']?.[0];
  return resourcesOf(stage).find((resource) => resource.stack === from.stack && resource.id === id);
}

/** `validate-submission` for the function `civindex-local-validate-submission`, and so on. */
export const shortName = (stage: Stage, name: string): string => name.replace(`civindex-${stage}-`, '');

function synthesise(stage: Stage): Application {
  const { stacks } = buildApp(stage).synth();
  const each = <Entry>(
    part: 'Resources' | 'Outputs',
    entry: (stack: string, id: string, value: Json) => Entry,
  ) =>
    stacks.flatMap(({ id: stack, template }) =>
      Object.entries<Json>(template[part] ?? {}).map(([id, value]) => entry(stack, id, value)),
    );
  return {
    resources: each('Resources', (stack, id, definition) => {
      return { stack, id, type: definition.Type, properties: definition.Properties ?? {}, definition };
    }),
    exported: new Map(
      each('Outputs', (stack, _, { Export, Value }) => [Export?.Name, { stack, value: Value }]),
    ),
  };
}
