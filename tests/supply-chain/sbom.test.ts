import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ROOT, readLockfile, ships } from './read-lockfile.ts';

interface Component {
  'bom-ref': string;
  purl: string;
  hashes?: readonly { alg: string; content: string }[];
  licenses?: readonly unknown[];
}

interface Bill {
  bomFormat: string;
  specVersion: string;
  metadata: { component: { name: string; type: string } };
  components: readonly Component[];
}

const folder = mkdtempSync(join(tmpdir(), 'depeche-sbom-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run sbom', () => {
  test('lists all that ships, and nothing else, with checksum and licence', () => {
    const file = join(folder, 'deep', 'sbom.json');
    const run = spawnSync(process.execPath, [join(ROOT, 'scripts/write-sbom.mjs'), file], { encoding: 'utf8' });
    expect(run.stderr).toContain('packages in');
    expect(run.status).toBe(0);
    const bill = JSON.parse(readFileSync(file, 'utf8')) as Bill;
    expect(bill).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      metadata: { component: { name: 'depeche', type: 'application' } },
    });
    const shipped = readLockfile().filter(ships);
    const expected = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
    expect(new Set(bill.components.map((component) => component['bom-ref']))).toEqual(expected);
    expect(bill.components.filter(({ hashes, licenses }) => !hashes?.length || !licenses?.length)).toEqual([]);
  });
});
