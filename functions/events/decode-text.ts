import { DepecheError } from '../../shared/core/errors.ts';

/** Control characters that text files do not hold: all but tab, line feed, form feed, carriage return and escape. */
const BINARY = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

/**
 * Bytes as text: UTF-16 when a byte order mark says so, UTF-8 when they are, else Windows-1252, in which much older
 * French text is kept. Throws `unsupported-media-type` for what is no text.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (!BINARY.test(text)) return text;
  throw new DepecheError('unsupported-media-type', 'The object is binary; send text, HTML or JSON.');
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: every byte is a character in Windows-1252, so this cannot fail.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
