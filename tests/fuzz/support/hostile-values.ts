import { readFileSync } from 'node:fs';
import fc, { type Arbitrary } from 'fast-check';
import { anyAddress, anyCharacters } from '../../support/any-characters.ts';

/**
 * Stands in texts, headers and queries, and must never be seen again in a log, a problem or a header. None of its
 * characters but the digits may stand in an id, so that nothing legitimate can repeat it.
 */
export const CANARY = '!canari?!7f3a!';

/** A line fixture of `tests/fixtures/hostile`: one JSON string a line, because most of them could not stand there as they are. */
export function readHostile(name: string): string[] {
  return readFileSync(new URL(`../../fixtures/hostile/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as string);
}

const SENTENCES = [
  'Le port de Brivanne a rouvert mardi aux chalutiers, après six semaines de travaux sur la grande écluse.',
  'Le maire a salué « un soulagement pour 140 familles ».',
  'Selon la préfecture, 23 bateaux sont sortis dès la première marée.',
] as const;

/** Strings that broke something somewhere: injections, overrides, odd spaces, halves of characters. */
export const oddString: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...readHostile('strings.txt')),
  anyCharacters({ maxLength: 40 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
);

/** An article's text with something hostile in it, and the canary. */
export const hostileText: Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...SENTENCES), oddString), { minLength: 1, maxLength: 8 })
  .chain((pieces) => fc.constantFrom(' ', '\n', '\n\n', '').map((glue) => [CANARY, ...pieces].join(glue)));

/** Ids that no route, key or path may take. */
export const hostileId: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...readHostile('ids.txt')),
  oddString,
  fc.constantFrom(201, 5_000).map((length) => 'a'.repeat(length)),
);

/** Ids that are allowed and still uncommon. */
export const oddButValidId: Arbitrary<string> = fc.constantFrom(
  'brivanne',
  'île:1',
  '漢'.repeat(200),
  'constructor',
  'toString',
  'a..b',
  'a@b=c+d,e~f',
  '0',
);

export const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'] as const;

/** Any JSON value, with the keys that pollute prototypes. */
export const anyJson: Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.oneof(oddString, fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom(-0, 1e308, 2 ** 53)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...PROTOTYPE_KEYS, 'text', 'id'), oddString), tie('value')), {
        maxLength: 4,
      })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

const member = <Value>(valid: Arbitrary<Value>): Arbitrary<unknown> =>
  fc.oneof({ arbitrary: valid, weight: 40 }, { arbitrary: anyJson, weight: 1 });

const mostly = <Value>(usual: Arbitrary<Value>, odd: Arbitrary<Value>): Arbitrary<Value> =>
  fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: odd, weight: 1 });

/** What the schema lets through of it; the rest is refused before anything looks at it. */
const toPlain = (text: string): string => text.replaceAll('\0', ' ').toWellFormed();

/** The article itself: as text, as a page, or as what is neither. */
const content: Arbitrary<Record<string, unknown>> = fc.oneof(
  { arbitrary: hostileText.map((text) => ({ text: toPlain(text) })), weight: 5 },
  { arbitrary: hostileText.map((text) => ({ text })), weight: 1 },
  { arbitrary: hostileText.map((text) => ({ html: `<article><p>${toPlain(text)}</p></article>` })), weight: 3 },
  { arbitrary: anyJson.map((text) => ({ text })), weight: 1 },
  { arbitrary: hostileText.map((text) => ({ text, html: text })), weight: 1 },
);

const options = fc.record(
  {
    id: member(mostly(oddButValidId, hostileId)),
    title: member(mostly(hostileText.map(toPlain), hostileText)),
    url: member(mostly(anyAddress, fc.constantFrom(...readHostile('urls.txt')))),
    publishedAt: member(fc.constantFrom('2026-03-01', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00')),
    source: member(fc.constantFrom('fr', 'fr-CA', 'auto', 'auto', 'auto')),
    target: member(mostly(fc.constantFrom('en', 'de'), fc.constantFrom('xx', 'pt-PT'))),
    summary: member(fc.record({ sentences: member(fc.integer({ min: 1, max: 10 })) }, { requiredKeys: [] })),
    refresh: member(fc.boolean()),
  },
  { requiredKeys: [] },
);

/** Inputs in the shape of the API with hostile values; some of them miss it by one member. */
export const hostileInput: Arbitrary<Record<string, unknown>> = fc
  .tuple(content, options)
  .map(([article, others]) => ({ ...others, ...article }));

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Bodies as bytes: articles, nearly articles, and what no parser should have to see. */
export const hostileBody: Arbitrary<Uint8Array<ArrayBuffer>> = fc.oneof(
  { arbitrary: hostileInput.map((input) => encode(JSON.stringify(input))), weight: 6 },
  { arbitrary: anyJson.map((value) => encode(JSON.stringify(value) ?? '')), weight: 2 },
  {
    arbitrary: fc
      .tuple(hostileInput, fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([input, share]) =>
        encode(JSON.stringify(input)).slice(0, Math.floor(JSON.stringify(input).length * share)),
      ),
    weight: 1,
  },
  { arbitrary: fc.uint8Array({ maxLength: 200 }), weight: 1 },
  { arbitrary: fc.constantFrom(...readHostile('bodies.txt').map(encode)), weight: 2 },
  { arbitrary: hostileInput.map((input) => Buffer.from(`\ufeff${JSON.stringify(input)}`, 'utf16le')), weight: 1 },
);
