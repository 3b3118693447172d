import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import type { GlossaryFile } from '../../infra/data/glossary.ts';
import { readSettings } from '../../infra/settings.ts';
import { DepecheStack } from '../../infra/stack.ts';

/** What the stack deploys is tested elsewhere; here any folder will do. */
const code = mkdtempSync(join(tmpdir(), 'depeche-code-'));
writeFileSync(join(code, 'index.mjs'), 'export const handler = async () => ({});\n');

/** A stage as `cdk synth -c name=value …` makes it, but for the functions' code. */
export function synthesize(context: Record<string, unknown> = {}, glossary?: GlossaryFile) {
  const app = new App({
    context: { ...cdkJson.context, ...context },
    analyticsReporting: false,
    // Who made which construct stands in files beside the template, and takes a third of the time.
    stackTraces: false,
    treeMetadata: false,
    // `cdk synth` prints its warnings; here they come to nobody, and it takes seconds for each new type of resource.
    builtinCloudFormationValidation: false,
  });
  const settings = readSettings(app.node.getAllContext());
  const stack = new DepecheStack(app, 'Depeche', {
    stackName: `Depeche-${settings.stage}`,
    settings,
    glossary,
    codeOf: () => code,
    commit: settings.commit,
  });
  return { app, stack, settings, template: Template.fromStack(stack) };
}
