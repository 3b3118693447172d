import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, exportArticle } from '../../../../functions/http/ui/article/export-article.ts';
import { articleResultSchema } from '../../../../shared/contracts/article-result.ts';
import type { ArticleResult } from '../../../../shared/core/result.ts';
import { ARTICLE, startApp } from '../start-app.ts';
import { runs } from '../../../support/runs.ts';

async function processArticle(body: object): Promise<ArticleResult> {
  const { send } = await startApp();
  const result: ArticleResult = await (await send('POST', '/v1/articles', body)).json();
  articleResultSchema().parse(result);
  return result;
}

describe('exportArticle', () => {
  test('writes Markdown with titles, summary and text', async () => {
    const result = await processArticle({ ...ARTICLE, id: 'brivanne', url: 'https://desk.example/brivanne' });
    const { fileName, mediaType, content } = exportArticle(result, 'markdown');
    expect(fileName).toBe('brivanne.en.md');
    expect(mediaType).toBe('text/markdown');
    const lines = content.split('\n');
    expect(lines[0]).toMatch(/^# /);
    expect(content).toContain(`*${escapeMarkdown(ARTICLE.title)}*`);
    expect(content).toContain('<https://desk.example/brivanne>');
    expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(result.summary.translation.length);
  });

  test('writes everything as JSON and the translation alone as text', async () => {
    const result = await processArticle(ARTICLE);
    expect(JSON.parse(exportArticle(result, 'json').content)).toEqual(result);
    const text = exportArticle(result, 'text').content;
    expect(text).toContain(result.translation.text);
    expect(text).not.toContain(result.source.text);
  });

  test('names the file without anything that means something in a path', async () => {
    const result = await processArticle({ ...ARTICLE, id: 'desk:2026~é=1' });
    expect(exportArticle(result, 'text').fileName).toBe('desk-2026-é-1.en.txt');
  });
});

describe('escapeMarkdown', () => {
  test.each([
    ['<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
    ['[ici](javascript:x)', '\\[ici\\](javascript:x)'],
    ['# titre\n- liste\n1. premier', '\\# titre\n\\- liste\n1\\. premier'],
    ['2,4 millions', '2,4 millions'],
  ])('%j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test('gives the text back when the backslashes before signs are taken out', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeMarkdown(text).replace(/\\([\\`*_[\]<>&|~#+\-.)])/g, '$1')).toBe(text);
      }),
      runs(100),
    );
  });
});
