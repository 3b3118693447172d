import { DepecheError } from '../errors.ts';

/** Control characters that text files do not hold: all but tab, line feed, form feed, carriage return and escape. */
const BINARY = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

/** What Windows-1252 puts where Latin-1 has control characters, from 0x80 on (WHATWG Encoding Standard). */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Arguments of one call live on the stack; V8 takes over a hundred thousand, other engines fewer. */
const MAX_ARGUMENTS = 8_192;

/**
 * Bytes as text: UTF-16 when a byte order mark says so, UTF-8 when they are, else Windows-1252, in which much older
 * French text is kept. Throws `unsupported-media-type` for what is no text.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (!BINARY.test(text)) return text;
  throw new DepecheError('unsupported-media-type', 'The content is binary; send text, HTML or JSON.');
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: every byte is a character in Windows-1252, so this cannot fail.
    return decodeWindows1252(bytes);
  }
}

/** Node's own decoder takes Windows-1252 for Latin-1 in several versions (nodejs/node #56542), losing ’ and œ. */
function decodeWindows1252(bytes: Uint8Array): string {
  let latin1 = '';
  for (let start = 0; start < bytes.length; start += MAX_ARGUMENTS) {
    latin1 += String.fromCharCode(...bytes.subarray(start, start + MAX_ARGUMENTS));
  }
  return latin1.replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80));
}
