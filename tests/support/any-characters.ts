import fc from 'fast-check';

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;

const character = fc
  .nat({ max: 0x10ffff - SURROGATES })
  .map((at) => String.fromCodePoint(at < FIRST_SURROGATE ? at : at + SURROGATES));

/**
 * Text of any characters, as of fast-check's `string({ unit: 'binary' })`, which keeps a table of all 1.1 million to find one
 * again: a second and a half of a core, once a process.
 */
export function anyCharacters(constraints: { maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.array(character, constraints).map((characters) => characters.join(''));
}
