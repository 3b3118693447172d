import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { exportArticle } from '../../functions/http/ui/article/export-article.ts';
import type { ArticleResult } from '../../shared/core/result.ts';
import { startApp } from '../functions/http/start-app.ts';
import { checkAnswer } from './support/check-answer.ts';
import { hostileId, hostileInput, hostileText, oddButValidId } from './support/hostile-values.ts';
import { runs } from '../support/runs.ts';

let world: Awaited<ReturnType<typeof startApp>>;
let blank: string;
beforeAll(async () => {
  world = await startApp();
  blank = await read('/a/blank');
});

async function read(path: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await world.send('GET', path, undefined, headers);
  const answer = { status: response.status, headers: response.headers, body: await response.text() };
  checkAnswer(answer, []);
  const policy = answer.headers.get('content-security-policy') ?? '';
  for (const rule of ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "trusted-types 'none'"]) {
    expect(policy).toContain(rule);
  }
  expect(policy).not.toMatch(/unsafe|\*/);
  return answer.body;
}

test('the page of an article says nothing of it before the script has come, whatever its id, title and text', () =>
  fc.assert(
    fc.asyncProperty(hostileInput, oddButValidId, async (input, id) => {
      await world.send('POST', '/v1/articles', { ...input, id });
      expect(await read(`/a/${encodeURIComponent(id)}?target=%22%3E%3Cscript%3E`)).toBe(blank);
    }),
    runs(40),
  ));

test('no id, query, cookie or language of a request comes back in a page', () =>
  fc.assert(
    fc.asyncProperty(hostileId, hostileText, async (id, text) => {
      const segment = encodeURIComponent(id.toWellFormed());
      const header = text.replace(/[^\x20-\x7e]/g, '');
      const headers = { 'accept-language': header, cookie: `depeche-language=${header}` };
      for (const path of [`/a/${segment}`, `/library?title=${segment}`, `/?text=${segment}`]) {
        const response = await world.send('GET', path, undefined, headers);
        if (response.status === 200) expect(await response.text()).not.toMatch(/canari|alert\(1\)/);
      }
    }),
    runs(60),
  ));

test('an exported article is a file of a plain name, and its Markdown holds no markup but ours', () =>
  fc.assert(
    fc.asyncProperty(hostileInput, async (input) => {
      const response = await world.send('POST', '/v1/articles', input);
      if (response.status !== 200) return;
      const result = (await response.json()) as ArticleResult;
      for (const format of ['markdown', 'json', 'text'] as const) {
        expect(exportArticle(result, format).fileName).toMatch(/^[\p{L}\p{N}._-]+\.(md|json|txt)$/u);
      }
      const { content } = exportArticle(result, 'markdown');
      // Tags and links open with an unescaped "<" or "["; ours is the address of the source, alone on its line.
      const unescaped = content.replace(/^<https?:\/\/[^\s<>]*>$/gm, '').replace(/\\[\s\S]/g, '');
      expect(unescaped).not.toMatch(/[<[`]/);
    }),
    runs(80),
  ));
