import type * as z from 'zod';
import { SETTINGS, type SettingName, type SettingValue } from './settings.ts';

/** Environment variables as the process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that can't be used. `message` lists every bad one by name and what it should be, never its value. */
export class ConfigError extends Error {
  readonly problems: readonly { name: string; detail: string }[];

  constructor(problems: readonly { name: string; detail: string }[]) {
    const [only, ...more] = problems.map(({ name, detail }) => `${name}: ${detail}`);
    super(
      more.length === 0
        ? `This setting can't be used: ${only}`
        : `These settings can't be used:\n  ${[only, ...more].join('\n  ')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Picked<Names extends SettingName, Needed extends SettingName> = {
  [Name in Names]: Name extends Needed ? NonNullable<SettingValue<Name>> : SettingValue<Name>;
};

/**
 * Reads the named settings, so that each way in asks only for what it uses. An empty variable counts as unset.
 * `required` names settings that have no sensible default there; `found` are problems that are told with those met here.
 * Throws `ConfigError` with every problem at once.
 */
export function loadConfig<Names extends SettingName, Needed extends NoInfer<Names> = never>(
  env: Environment,
  names: readonly Names[],
  required: readonly Needed[] = [],
  found: readonly { name: string; detail: string }[] = [],
): Picked<Names, Needed> {
  const problems = [...found];
  const needed = new Set<SettingName>(required);
  const values = names.map((name) => {
    const { schema, unset } = SETTINGS[name];
    const value = env[name]?.trim();
    if (!value) {
      if (needed.has(name)) problems.push({ name, detail: 'is needed and not set' });
      return [name, unset];
    }
    const parsed = schema().safeParse(value);
    if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => ({ name, detail: describe(issue) })));
    return [name, parsed.data];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.fromEntries(values) as Picked<Names, Needed>;
}

/** zod's messages quote the input in no version used here; ours name what is allowed. */
function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'custom' || issue.code === 'invalid_format') {
    return issue.code === 'invalid_format' && issue.format === 'url'
      ? 'must be an http(s) URL'
      : `must be ${issue.message}`;
  }
  return issue.code === 'too_small' ? 'is too short' : 'is too long';
}
