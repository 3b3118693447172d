import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepBuild } from '../kept-builds/keep-build.ts';
import type { Statement } from './evaluate.ts';
import type { CloudFormationTemplate } from './resolve-template.ts';
import { readRoleStatements, resolveTemplate } from './resolve-template.ts';

const FILE = 'policies.json';

/** What a stage with its defaults grants. */
export interface StagePolicies {
  tableName: string;
  /** By the description of the function. */
  statements: Readonly<Record<string, Statement[]>>;
}

/**
 * The policies of the default stage. Synthesizing takes seconds, so what came of it is kept until the code changes.
 */
export async function readStagePolicies(): Promise<StagePolicies> {
  const folder = await keepBuild('policies', ['infra', 'shared/config', 'tests/support/policy'], async (built) =>
    writeFileSync(join(built, FILE), JSON.stringify(await makeStagePolicies())),
  );
  return JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as StagePolicies;
}

async function makeStagePolicies(): Promise<StagePolicies> {
  const { synthesize } = await import('../../infra/synthesize.ts');
  const template = resolveTemplate(synthesize().template.toJSON() as CloudFormationTemplate);
  const [table] = template.ofType('AWS::DynamoDB::GlobalTable');
  const functions = template.ofType('AWS::Lambda::Function');
  return {
    tableName: template.ref(table?.id ?? ''),
    statements: Object.fromEntries(
      functions.map(({ id, Properties }) => [String(Properties.Description), readRoleStatements(template, id)]),
    ),
  };
}
