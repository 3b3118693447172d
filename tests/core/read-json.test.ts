import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../shared/core/json/read-json.ts';
import { runs } from '../support/runs.ts';

function read(text: string, sliceCharacters?: number): { value: unknown; steps: number } {
  const reading = readJson(text, sliceCharacters);
  for (let steps = 1; ; steps += 1) {
    const { value, done } = reading.next();
    if (done) return { value, steps };
  }
}

test.each([
  ['nothing in a list', []],
  ['nothing in an object', {}],
  ['a text', 'Été'],
  ['quotes and backslashes', ['"', '\\', '\\"', '"]', ',{', '\\\\', 'a\\']],
  ['numbers and names', [1.5, -0.25, 1e300, true, false, null]],
  ['members in members', { a: { b: [{ c: [] }, {}] }, '"': ':', d: [[], [[1]]], e: '' }],
])('%s is read in steps as at once', (_, value) => {
  const text = JSON.stringify(value);
  expect(read(text, 0).value).toEqual(value);
  expect(read(text)).toEqual({ value, steps: 1 });
});

test('a long list is read in as many steps as it has slices', () => {
  const value = { id: 'a', sentences: Array.from({ length: 30_000 }, (_, at) => ({ source: `Été ${at}.` })) };
  const { value: found, steps } = read(JSON.stringify(value));
  expect(found).toEqual(value);
  expect(steps).toBeGreaterThan(2);
});

test('any value is read as it was written, whatever the names of its members', () => {
  const names = fc.constantFrom('__proto__', 'constructor', 'toString');
  const value = fc.oneof(fc.jsonValue(), fc.dictionary(names, fc.jsonValue()));
  fc.assert(
    fc.property(value, fc.nat({ max: 20 }), (written, sliceCharacters) => {
      const text = JSON.stringify(written);
      expect(JSON.stringify(read(text, sliceCharacters).value)).toBe(text);
    }),
    runs(1_000),
  );
});

test('what is no whole JSON is refused, wherever it is cut', () => {
  const text = JSON.stringify({ a: ['b', 1], c: { d: '\\"' } });
  for (let length = 0; length < text.length; length += 1) {
    expect(() => read(text.slice(0, length), 0)).toThrow(SyntaxError);
  }
  expect(() => read(`${text}]`, 0)).toThrow(SyntaxError);
});

test.each([
  '[1,]',
  '[,1]',
  '[1,,2]',
  '{"a":1,}',
  '{1:2}',
  '{null:1}',
  '{[1]:2}',
  '{"a"}',
  '{:1}',
  '[1}',
  '{"a":1]',
  '1 2',
])('what is no JSON is refused as at once: %s', (text) => {
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  for (const sliceCharacters of [0, 1, 2]) expect(() => read(text, sliceCharacters)).toThrow(SyntaxError);
});
