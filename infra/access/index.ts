import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { SettingsError } from '../settings/settings-error.ts';
import { readAccessSettings } from './access-settings.ts';
import { AccessStack } from './access-stack.ts';

try {
  const app = new App();
  const settings = readAccessSettings(app.node.getAllContext());
  new AccessStack(app, 'Access', {
    stackName: `Depeche-access-${settings.stage}`,
    description: `Dépêche: roles of the workflows, stage ${settings.stage}`,
    env: {
      ...(settings.account !== undefined && { account: settings.account }),
      ...(settings.region !== undefined && { region: settings.region }),
    },
    settings,
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
