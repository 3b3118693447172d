import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SERVICE_VERSION } from '../../shared/config/constants.ts';
import { ROOT } from './read-lockfile.ts';

const FOLDER = join(ROOT, '.github/workflows');

/** Steps of a workflow as the text between one `- ` of a `steps:` list and the next. */
function readSteps(workflow: string): string[] {
  return workflow.split(/^ {6}- /m).slice(1);
}

/** Jobs by name, with everything that is indented below it. */
function readJobs(workflow: string): [name: string, body: string][] {
  const jobs = workflow.slice(workflow.search(/^jobs:$/m));
  return [...jobs.matchAll(/^ {2}([\w-]+):\n((?: {4,}.*\n|\s*#.*\n|\n)+)/gm)].map(([, name = '', body = '']) => [
    name,
    body,
  ]);
}

const names = readdirSync(FOLDER);

test('there are workflows to look at', () => {
  expect(names).toContain('check.yml');
  expect(names.filter((name) => !/\.ya?ml$/.test(name))).toEqual([]);
});

describe.each(names)('%s', (name) => {
  const workflow = readFileSync(join(FOLDER, name), 'utf8');

  test('pins every action by its whole commit and names the version', () => {
    const actions = workflow.match(/^.*\buses:.*$/gm) ?? [];
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((line) => !/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('one version of an action is one commit', () => {
    const pins = names.flatMap(
      (other) => readFileSync(join(FOLDER, other), 'utf8').match(/[\w./-]+@[0-9a-f]{40} # v\S+/g) ?? [],
    );
    const commits = new Map<string, Set<string>>();
    for (const pin of pins) {
      const [action = '', commit = '', version = ''] = pin.split(/@| # /);
      const key = `${action} ${version}`;
      commits.set(key, (commits.get(key) ?? new Set()).add(commit));
    }
    expect([...commits].filter(([, seen]) => seen.size !== 1)).toEqual([]);
  });

  test('starts with the right to read and gives a job no more than an identity', () => {
    expect(workflow).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    const rights = [...workflow.matchAll(/^\s+([\w-]+): (write|write-all)$/gm)].map(([, right]) => right);
    expect(rights.filter((right) => right !== 'id-token')).toEqual([]);
    expect(workflow).not.toMatch(/permissions: write-all|pull_request_target|workflow_run/);
  });

  test('leaves no token behind in the checkout', () => {
    const checkouts = readSteps(workflow).filter((step) => step.includes('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    expect(checkouts.filter((step) => !/^ +persist-credentials: false$/m.test(step))).toEqual([]);
  });

  test('lets no text of a pull request into a shell', () => {
    const commands = readSteps(workflow).map((step) => step.slice(Math.max(0, step.search(/\brun:/))));
    const risky = /\$\{\{[^}]*github\.(?:event|head_ref|ref_name|actor)/;
    expect(commands.filter((command) => command.startsWith('run:') && risky.test(command))).toEqual([]);
  });

  test('installs from the lockfile and ends in bounded time', () => {
    expect(workflow).not.toMatch(/npm (?:install|i|update|add)\b/);
    const jobs = readJobs(workflow);
    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.filter(([, body]) => !/^ {4}timeout-minutes: \d+$/m.test(body)).map(([job]) => job)).toEqual([]);
  });
});

test('advisories and the history of secrets are looked at on every change and every week', () => {
  const workflow = readFileSync(join(FOLDER, 'supply-chain.yml'), 'utf8');
  for (const trigger of ['pull_request', 'push', 'schedule'])
    expect(workflow).toMatch(new RegExp(`^  ${trigger}:`, 'm'));
  expect(workflow).toContain('npm audit --package-lock-only --audit-level=high --omit=dev');
  expect(workflow).toContain('npm run sbom');
  expect(workflow).toMatch(/gitleaks\/v8@v\d+\.\d+\.\d+ git /);
  expect(workflow).not.toMatch(/continue-on-error|\|\| true/);
});

const jobsOf = (name: string) => new Map(readJobs(readFileSync(join(FOLDER, name), 'utf8')));

test('every check runs on the oldest Node that is supported and on that of the functions', () => {
  for (const name of ['check.yml', 'deploy.yml']) {
    const check = jobsOf(name).get('check') ?? '';
    expect(check).toContain("node: ['20.19.0', '24']");
    expect(check).toMatch(/node-version: \$\{\{ matrix\.node \}\}$/m);
    expect(check).toMatch(/run: npm run check$/m);
  }
});

test('a pull request is held against both deployed stages, and refused when data would be lost', () => {
  const diff = jobsOf('check.yml').get('diff') ?? '';
  expect(diff).toContain('stage: [dev, prod]');
  expect(diff).toMatch(/set -o pipefail\n.*npx cdk diff [^|]*\| tee diff\.txt$/ms);
  expect(diff).toMatch(/run: node scripts\/guard-data\.mjs diff\.txt$/m);
});

test('what was deployed to dev is tried from outside before prod gets it', () => {
  const jobs = jobsOf('deploy.yml');
  expect(jobs.get('e2e')).toMatch(/^ {4}needs: dev$/m);
  expect(jobs.get('e2e')).toMatch(/DEPECHE_E2E_OUTPUTS=outputs\.json npm run test:e2e$/m);
  expect(jobs.get('prod')).toMatch(/^ {4}needs: e2e$/m);
});

test('the first entry of the changes is that of the version that the service states', () => {
  const changes = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(/^## (\d+\.\d+\.\d+), (?:unreleased|\d{4}-\d{2}-\d{2})$/m.exec(changes)?.[1]).toBe(SERVICE_VERSION);
  expect(version).toBe(SERVICE_VERSION);
});
