import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildAssets } from '../../functions/http/ui/page/build-assets.ts';
import { findPackages, writeNotices } from '../../infra/build/third-party-notices.ts';

const root = mkdtempSync(join(tmpdir(), 'depeche-notices-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, content: unknown) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
}

beforeAll(() => {
  put('node_modules/a/package.json', { name: 'a', version: '1.0.0', license: 'MIT', dependencies: { b: '2', c: '1' } });
  put('node_modules/a/LICENSE', 'MIT, of A');
  put('node_modules/a/node_modules/b/package.json', { name: 'b', version: '2.0.0', license: 'ISC', author: 'Bea' });
  put('node_modules/a/node_modules/b/LICENCE.md', 'shared text\r\n');
  put('node_modules/b/package.json', { name: 'b', version: '1.0.0', license: 'ISC' });
  put('node_modules/@s/d/package.json', { name: '@s/d', version: '3.0.0', license: 'ISC', author: { name: 'Dan' } });
  put('node_modules/@s/d/license', 'shared text');
  put('node_modules/@s/d/NOTICE.txt', 'notice of D');
  put('node_modules/unused/package.json', { name: 'unused', version: '1.0.0', license: 'MIT' });
});

const INPUTS = ['functions/index.ts', 'node_modules/a/dist/index.js', 'node_modules/@s/d/deep/node_modules.js'];

describe('third-party notices', () => {
  test('name what is bundled and what that was made of, at the version Node finds there', () => {
    expect(findPackages(root, INPUTS)).toEqual([
      'node_modules/@s/d',
      'node_modules/a',
      'node_modules/a/node_modules/b',
    ]);
  });

  test('give version, licence, author, and each text once with all it belongs to', () => {
    const notices = writeNotices(root, INPUTS);
    expect(notices).toContain('@s/d 3.0.0, ISC, Dan\na 1.0.0, MIT\nb 2.0.0, ISC, Bea\n');
    expect(notices).not.toContain('unused');
    expect(notices.split('shared text')).toHaveLength(2);
    expect(notices).toContain('\n@s/d, b\n');
    expect(notices).toContain('notice of D');
    expect(notices).toContain('MIT, of A');
  });

  test('the page’s script carries the notice of what is in it', async () => {
    expect((await buildAssets()).script).toMatch(/^\/\*! Contains Hono\. Copyright .+ MIT: https/);
  });
});
