import * as z from 'zod';
import { suggestName } from '../../shared/config/nearest-name.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { matching, STAGES, settingsSchema } from '../settings/settings-schema.ts';

const accessSchema = z.object({
  stage: settingsSchema.shape.stage,
  account: settingsSchema.shape.account,
  region: settingsSchema.shape.region,
  /** Whose workflows may deploy: `owner/name` on GitHub. */
  repository: z.string('is needed').regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name'),
  /** GitHub's provider of identities, where the account has it already: there is one for each account. */
  providerArn: matching(
    /^arn:[a-z-]+:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/,
    'must be the ARN of a provider',
  ).optional(),
  /** Of the CDK bootstrap, where it was not left as it is. */
  qualifier: matching(/^[a-z0-9]{1,10}$/, 'must be the qualifier of a bootstrap').default('hnb659fds'),
});

export type AccessSettings = Readonly<z.output<typeof accessSchema>>;

const NAMES = Object.keys(accessSchema.shape);

/** Names of the CDK itself and of its libraries. */
const FOREIGN_NAME = /[:/@]/;

/** Settings of the roles, from the app's context. Throws a `SettingsError` that lists every bad one by name. */
export function readAccessSettings(context: Readonly<Record<string, unknown>>): AccessSettings {
  const own = Object.keys(context).filter(
    (name) => !FOREIGN_NAME.test(name) && !STAGES.some((stage) => stage === name),
  );
  const unknown = own.filter((name) => !NAMES.includes(name));
  const parsed = accessSchema.safeParse({ stage: 'dev', ...context });
  const problems = [
    ...unknown.map((name) => `${name} is not known${suggestName(name, NAMES)}`),
    ...(parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []),
  ];
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  return parsed.data;
}
