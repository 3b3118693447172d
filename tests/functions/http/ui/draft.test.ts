import { describe, expect, test } from 'vitest';
import { EMPTY_DRAFT, readFile, toInput } from '../../../../functions/http/ui/article/draft.ts';
import { markNumbers } from '../../../../functions/http/ui/article/mark-numbers.ts';
import { articleInputSchema } from '../../../../shared/contracts/article-input.ts';

const bytes = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;

describe('readFile', () => {
  test.each([
    ['a.txt', 'Il pleut.', { content: 'Il pleut.', format: 'text' }],
    ['A.HTML', '<p>Il pleut.</p>', { content: '<p>Il pleut.</p>', format: 'html' }],
    [
      'a.json',
      '{"title":"Pluie","text":"Il pleut.","id":"p1"}',
      { title: 'Pluie', content: 'Il pleut.', more: { id: 'p1' } },
    ],
    ['a.json', '{"html":"<p>Il pleut.</p>","target":"de"}', { format: 'html', target: 'de' }],
    ['a.json', '{"text":"Il pleut.","engine":"local"}', { content: 'Il pleut.', engine: 'local' }],
  ])('opens %s', (name, content, expected) => {
    expect(readFile(name, bytes(content))).toMatchObject(expected);
  });

  test.each([
    ['a.pdf', bytes('x')],
    ['a.json', bytes('{')],
    ['a.json', bytes('null')],
    ['a.json', bytes('{"text":5}')],
    ['a.txt', new Uint8Array([0xe9]).buffer],
  ])('refuses %s it can’t read', (name, content) => {
    expect(readFile(name, content)).toBeUndefined();
  });
});

test('a draft becomes an input that the API takes', () => {
  const file = readFile(
    'a.json',
    bytes('{"text":"Il pleut.","url":"https://desk.example/a","publishedAt":"2026-03-03"}'),
  );
  const input = toInput({ ...EMPTY_DRAFT, ...file, sentences: 5, engine: 'amazon' });
  expect(articleInputSchema().parse(input)).toMatchObject({
    text: 'Il pleut.',
    url: 'https://desk.example/a',
    publishedAt: '2026-03-03',
    summary: { sentences: 5 },
    engine: 'amazon',
  });
  expect(input).not.toHaveProperty('title');
});

test.each([
  ['Il coûte 1\u202f234,5 euros le 3 mars.', ['1\u202f234,5', '3']],
  ['À 8h12 et 12:30.', ['8', '12', '12:30']],
  ['Rien.', []],
])('markNumbers finds the numbers of %j', (sentence, numbers) => {
  const parts = markNumbers(sentence);
  expect(parts.filter(({ isNumber }) => isNumber).map(({ text }) => text)).toEqual(numbers);
  expect(parts.map(({ text }) => text).join('')).toBe(sentence);
});
