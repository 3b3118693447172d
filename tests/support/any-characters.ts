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

const pathCharacter = fc.oneof(
  fc.constantFrom(..."azAZ09-._~!$&'()*+,;=:@"),
  character.map((any) => encodeURIComponent(any)),
);

/** The path of an address, its segments of any characters, as of fast-check's `webPath()`, which needs the same table. */
export const anyPath: fc.Arbitrary<string> = fc
  .array(
    fc.array(pathCharacter, { maxLength: 10 }).map((characters) => characters.join('')),
    { maxLength: 6 },
  )
  .map((segments) => segments.map((segment) => `/${segment}`).join(''));

/** An address on the web with such a path, as of fast-check's `webUrl()`. */
export const anyAddress: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('http', 'https'), fc.webAuthority(), anyPath)
  .map(([scheme, authority, path]) => `${scheme}://${authority}${path}`);
