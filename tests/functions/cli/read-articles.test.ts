import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type ArticleToDo, MAX_INPUT_BYTES, readArticles } from '../../../functions/cli/read-articles.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import { runs } from '../../support/runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'depeche-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPTIONS = {
  files: ['-'],
  format: 'jsonl',
  html: false,
  keep: [],
  target: 'en',
  sentences: 3,
  engine: undefined,
} as const;

async function read(
  chunks: readonly (string | Buffer)[],
  options: Partial<{
    files: string[];
    format: 'text' | 'json' | 'jsonl';
    html: boolean;
    keep: string[];
    engine: 'local';
  }> = {},
): Promise<ArticleToDo[]> {
  const stdin = Readable.from(chunks.map((chunk) => Buffer.from(chunk as string)));
  const found: ArticleToDo[] = [];
  for await (const article of readArticles({ ...OPTIONS, files: ['-'], ...options }, stdin)) found.push(article);
  return found;
}

const code = ({ input }: ArticleToDo) => (input instanceof DepecheError ? input.code : undefined);

describe('readArticles', () => {
  test('a line may name its engine, which goes before the one of the command', async () => {
    const found = await read(
      ['{"text":"Un.","engine":"amazon"}\n{"text":"Deux."}\n{"text":"Trois.","engine":"google"}'],
      {
        engine: 'local',
      },
    );
    expect(found.map(({ input }) => (input instanceof DepecheError ? input.code : input.engine))).toEqual([
      'amazon',
      'local',
      'invalid-request',
    ]);
  });

  test('reads a file by the end of its name, as the inbox does', async () => {
    const files = Object.entries({
      'a.json': '{\n  "id": "own",\n  "title": "T",\n  "text": "Un."\n}',
      'b.JSON': '{"text":"Deux.","titel":"T"}',
      'c.json': '{"text":"Un."',
      'd.json': '{"text":"Un.","html":"<p>Un.</p>"}',
      'e.htm': '<p>Trois.</p>',
      'f.txt': '{"text":"Un."}',
    }).map(([name, content]) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    });
    const found = await read([], { files, format: 'text' });
    expect(found).toMatchObject([
      { id: 'own', input: { title: 'T', text: 'Un.' } },
      { id: 'b', input: { text: 'Deux.', remarks: [{ code: 'unknown-member' }] } },
      { id: 'c', input: { code: 'invalid-json', message: 'The file is not JSON.' } },
      { id: 'd', input: { code: 'invalid-request', message: expect.stringMatching(/^The file: /) } },
      { id: 'e', input: { html: '<p>Trois.</p>' } },
      { id: 'f', input: { text: '{"text":"Un."}' } },
    ]);
  });

  test('reads one article a line and keeps the order and the ids', async () => {
    const found = await read([
      '{"id":"a","text":"Un."}\n\n{"id":7,"html":"<p>Deux.</p>","title":"T"}\n{"text":"Trois."}',
    ]);
    expect(found.map(({ id }) => id)).toEqual(['a', '7', 'line-4']);
    expect(found[1]?.input).toMatchObject({ html: '<p>Deux.</p>', title: 'T', target: 'en', source: 'fr' });
  });

  test('reports a wrong line under its id and goes on', async () => {
    const found = await read(['nonsense\n{"id":"b"}\n{"id":"c","text":5}\n[1]\n{"id":"d","text":"Oui."}\n']);
    expect(found.map(({ id }) => id)).toEqual(['line-1', 'b', 'c', 'line-4', 'd']);
    expect(found.map(code)).toEqual([
      'invalid-json',
      'invalid-request',
      'invalid-request',
      'invalid-request',
      undefined,
    ]);
  });

  test('reads a file that begins with a byte order mark', async () => {
    const [only] = await read(['\ufeff{"id":"a","text":"Oui."}\n']);
    expect(only).toMatchObject({ id: 'a', input: { text: 'Oui.' } });
  });

  test('leaves in what a line and the command say to keep', async () => {
    const lines = '{"text":"Oui.","keep":["Non."]}\n{"text":"Oui."}\n{"text":"Oui.","keep":"Non."}';
    const both = await read([lines], { keep: ['Oui.'] });
    expect(both.slice(0, 2).map(({ input }) => input)).toMatchObject([{ keep: ['Non.', 'Oui.'] }, { keep: ['Oui.'] }]);
    expect(both.map(code)).toEqual([undefined, undefined, 'invalid-request']);
    const [whole] = await read(['Oui.'], { format: 'text' });
    expect(whole?.input).not.toHaveProperty('keep');
  });

  test('takes a null title for none', async () => {
    const [only] = await read(['{"title":null,"text":"Oui."}']);
    expect(only?.input).toMatchObject({ title: undefined, text: 'Oui.' });
  });

  test('skips a line that is too long without holding it', async () => {
    const filler = 'x'.repeat(1_000_000);
    const long = Array.from({ length: Math.ceil(MAX_INPUT_BYTES / filler.length) + 1 }, () => filler);
    const found = await read([...long, '\n{"id":"next","text":"Oui."}\n', ...long]);
    expect(found.map(code)).toEqual(['payload-too-large', undefined, 'payload-too-large']);
    expect(found[1]?.id).toBe('next');
  });

  test('reads whole files, a page by its ending, and reports one that is not there', async () => {
    writeFileSync(join(folder, 'depeche.txt'), 'Le texte.');
    writeFileSync(join(folder, 'page.html'), '<p>Le texte.</p>');
    const files = ['depeche.txt', 'page.html', 'absent.txt', '.'].map((name) => join(folder, name));
    const found = await read([], { files, format: 'text' });
    expect(found.map(({ id }) => id)).toEqual(['depeche', 'page', 'absent', basename(folder)]);
    expect(found[0]?.input).toMatchObject({ text: 'Le texte.' });
    expect(found[1]?.input).toMatchObject({ html: '<p>Le texte.</p>' });
    expect(found.map(code)).toEqual([undefined, undefined, 'not-found', 'not-found']);
  });

  test.each(['text', 'jsonl'] as const)(
    'reports input that opens and cannot be read to its end, as %s',
    async (format) => {
      const breaks = async function* () {
        yield Buffer.from('{"id":"first","text":"Oui."}\n{"id":"second"');
        throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
      };
      const options = { ...OPTIONS, files: ['-'], format };
      const found = [];
      for await (const article of readArticles(options, Readable.from(breaks()))) found.push(article);
      expect(found.map(code)).toEqual(format === 'text' ? ['not-found'] : [undefined, 'not-found']);
    },
  );

  test('reads older encodings, and refuses what is no text', async () => {
    writeFileSync(join(folder, 'latin.txt'), Buffer.from('L\x92\xe9t\xe9.', 'latin1'));
    writeFileSync(join(folder, 'photo.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00]));
    const files = ['latin.txt', 'photo.txt'].map((name) => join(folder, name));
    const found = await read([], { files, format: 'text' });
    expect(found[0]?.input).toMatchObject({ text: 'L’été.' });
    expect(found.map(code)).toEqual([undefined, 'unsupported-media-type']);
  });

  test('refuses a whole input that is too large', async () => {
    const filler = 'x'.repeat(10_000_000);
    const [only] = await read([filler, filler, filler, filler, filler, 'x'], { format: 'text' });
    expect(only && code(only)).toBe('payload-too-large');
  });

  test('finds the same lines however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ id: fc.string(), text: fc.string({ unit: 'grapheme' }) }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        async (lines, size) => {
          const bytes = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'));
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            bytes.subarray(i * size, (i + 1) * size),
          );
          const found = await read(chunks);
          expect(found.map(({ id, input }) => ({ id, text: input instanceof DepecheError ? '' : input.text }))).toEqual(
            lines,
          );
        },
      ),
      runs(30),
    );
  });
});
