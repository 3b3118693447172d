import { readKeptTemplate } from '../kept-builds/kept-template.ts';
import type { Statement } from './evaluate.ts';
import { readRoleStatements, resolveTemplate } from './resolve-template.ts';

/** What a stage with its defaults grants. */
export interface StagePolicies {
  tableName: string;
  /** By the description of the function. */
  statements: Readonly<Record<string, Statement[]>>;
}

/** The policies of the default stage. */
export async function readStagePolicies(): Promise<StagePolicies> {
  const template = resolveTemplate(await readKeptTemplate());
  const [table] = template.ofType('AWS::DynamoDB::GlobalTable');
  const functions = template.ofType('AWS::Lambda::Function');
  return {
    tableName: template.ref(table?.id ?? ''),
    statements: Object.fromEntries(
      functions.map(({ id, Properties }) => [String(Properties.Description), readRoleStatements(template, id)]),
    ),
  };
}
