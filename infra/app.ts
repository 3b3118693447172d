import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { findLocalModel } from './build/find-local-model.ts';
import { readCommit } from './release/read-commit.ts';
import { needsLocalEngine, readSettings } from './settings.ts';
import { SettingsError } from './settings/settings-error.ts';

const ROOT = join(import.meta.dirname, '..');
const BUILD_FOLDER = join(ROOT, 'dist/functions');

/** Where `depeche models pull` puts models. */
const PULLED_MODELS = join(process.env.DEPECHE_DATA_DIR ?? join(ROOT, '.depeche'), 'models');

try {
  await defineApp();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  // Whoever mistyped a name needs no stack trace.
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function defineApp(): Promise<void> {
  const app = new App();
  const settings = readSettings(app.node.getAllContext());
  // Loading all that a stack is made of takes longer than reading the settings, and a wrong one needs none of it.
  const [{ bundleFunctions }, { readGlossaryFile }, { DepecheStack }, { AwsSolutionsChecks, ServerlessChecks }] =
    await Promise.all([
      import('./build/bundle-functions.ts'),
      import('./data/glossary.ts'),
      import('./stack.ts'),
      import('cdk-nag'),
    ]);
  const glossary = settings.glossary === undefined ? undefined : readGlossaryFile(settings.glossary);
  const withLocalEngine = needsLocalEngine(settings);
  const reports = await bundleFunctions(join(BUILD_FOLDER, settings.stage), {
    withLocalEngine,
    localModel: withLocalEngine ? findLocalModel(settings.localModel, PULLED_MODELS) : undefined,
    glossary: glossary?.content,
  });
  new DepecheStack(app, 'Depeche', {
    stackName: `Depeche-${settings.stage}`,
    description: `Dépêche, stage ${settings.stage}`,
    settings,
    glossary,
    codeOf: (name) => reports[name].folder,
    commit: settings.commit ?? readCommit(ROOT),
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}
