import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GlossaryFile } from '../../../infra/data/glossary.ts';
import type { CloudFormationTemplate } from '../policy/resolve-template.ts';
import { keepBuild } from './keep-build.ts';

const FILE = 'template.json';

/** All of the project's own that a template is made of. */
const SOURCES = ['infra', 'shared/config', 'tests/infra/synthesize.ts'];

/**
 * The template of a stage as `cdk synth -c name=value …` makes it, but for the functions' code. Synthesizing takes seconds
 * and many tests read the same stages, so it is kept. Rejects with what is wrong with a setting.
 */
export async function readKeptTemplate(
  context: Record<string, unknown> = {},
  glossary?: GlossaryFile,
): Promise<CloudFormationTemplate> {
  const told = JSON.stringify([context, glossary?.version, glossary?.content.toString('base64')]);
  const name = `template-${createHash('sha256').update(told).digest('hex').slice(0, 16)}`;
  const folder = await keepBuild(name, SOURCES, async (built) => {
    const { synthesize } = await import('../../infra/synthesize.ts');
    writeFileSync(join(built, FILE), JSON.stringify(synthesize(context, glossary).template.toJSON()));
  });
  return JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as CloudFormationTemplate;
}
