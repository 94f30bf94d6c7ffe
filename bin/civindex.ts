import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { addStacks } from '../lib/civindex.ts';
import { chooseStage, loadConfig } from '../lib/config.ts';

const app = new App();
const stage = chooseStage(app.node.tryGetContext('stage'), process.env);
addStacks(app, loadConfig(stage, process.env));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();
