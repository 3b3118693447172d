import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { readDockerfile, readStages } from '../image/read-dockerfile.ts';
import { ROOT } from './read-lockfile.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('the Dockerfile', () => {
  test('passes its linter', () => {
    expect(validate('FROM node\ncopy . .')).not.toEqual([]);
    expect(validate(read('Dockerfile'))).toEqual([]);
  });

  test('stands on a slim image of one exact version, and installs what the lockfile says', () => {
    const instructions = readDockerfile();
    const bases = instructions.filter(({ keyword }) => keyword === 'FROM').map(({ rest }) => rest.split(' ')[0]);
    expect(new Set(bases).size).toBe(1);
    expect(bases[0]).toMatch(/^node:\d+\.\d+\.\d+-slim$/);
    const runs = instructions.filter(({ keyword }) => keyword === 'RUN').map(({ rest }) => rest);
    expect(runs[0]).toBe('node scripts/ensure-installed.mjs');
    expect(runs.join('\n')).not.toMatch(/npm (?:i|install|add)\b|curl|wget|apt/);
    expect(instructions.map(({ keyword }) => keyword)).not.toContain('ADD');
  });

  test('runs Node itself, as nobody, checks health, and is open to no one by itself', () => {
    const final = new Map(
      readStages()
        .at(-1)
        ?.map(({ keyword, rest }) => [keyword, rest]),
    );
    expect(JSON.parse(final.get('CMD') ?? '')[0]).toBe('node');
    expect(final.get('USER')).toBe('node');
    expect(final.get('VOLUME')).toBe('/data');
    expect(final.get('HEALTHCHECK')).toContain('scripts/check-health.mjs');
    expect(final.get('ENV')).toContain('DEPECHE_HOST=0.0.0.0');
    expect(read('Dockerfile')).not.toMatch(/DEPECHE_API_KEYS=/);
  });
});

test('nothing gets near the image that the Dockerfile does not name: no key, no data, no history', () => {
  const lines = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines[0]).toBe('*');
  const named = readDockerfile()
    .filter(({ keyword, flags }) => keyword === 'COPY' && flags.from === undefined)
    .flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1))
    .map((path) => `!${path.split('/')[0]}`);
  expect(lines.slice(1).sort()).toEqual([...new Set(named)].sort());
});

describe('compose.yaml', () => {
  const compose = read('compose.yaml');

  test('has one service with one volume, for this machine alone', () => {
    expect(compose.match(/^ {2}\w+:$/gm)).toEqual(['  depeche:', '  data:']);
    expect(compose).toContain("      - '127.0.0.1:8787:8787'\n");
    expect(compose).toContain('      - data:/data\n');
  });

  test('does not go without keys, drains before it is killed, and gives the service nothing that it does not need', () => {
    expect(compose).toMatch(/DEPECHE_API_KEYS: \$\{DEPECHE_API_KEYS:\?[^}]+\}/);
    expect(compose).toContain('stop_grace_period: 30s');
    for (const line of ['read_only: true', 'cap_drop: [ALL]', 'no-new-privileges:true'])
      expect(compose).toContain(line);
    expect(compose).not.toMatch(/privileged: true|network_mode|docker\.sock/);
  });
});
