import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Statement } from './evaluate.ts';
import type { CloudFormationTemplate } from './resolve-template.ts';
import { readRoleStatements, resolveTemplate } from './resolve-template.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** What a stage with its defaults grants. */
export interface StagePolicies {
  tableName: string;
  /** By the description of the function. */
  statements: Readonly<Record<string, Statement[]>>;
}

/**
 * The policies of the default stage. Synthesizing takes seconds, so what came of it is kept until the code that it is made
 * of changes.
 */
export async function readStagePolicies(): Promise<StagePolicies> {
  const folder = join(ROOT, 'node_modules/.cache/depeche');
  const file = join(folder, `policies-${hashSources()}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StagePolicies;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { synthesize } = await import('../../infra/synthesize.ts');
  const template = resolveTemplate(synthesize().template.toJSON() as CloudFormationTemplate);
  const [table] = template.ofType('AWS::DynamoDB::GlobalTable');
  const functions = template.ofType('AWS::Lambda::Function');
  const policies: StagePolicies = {
    tableName: template.ref(table?.id ?? ''),
    statements: Object.fromEntries(
      functions.map(({ id, Properties }) => [String(Properties.Description), readRoleStatements(template, id)]),
    ),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(policies));
  renameSync(`${file}.${process.pid}`, file);
  return policies;
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const folder of ['infra', 'shared/config', 'tests/support/policy']) {
    const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    for (const name of names.sort()) hash.update(name).update(readFileSync(join(ROOT, folder, name)));
  }
  return hash
    .update(readFileSync(join(ROOT, 'cdk.json')))
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
}
