import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../shared/core/text/decode-text.ts';
import { runs } from '../support/runs.ts';

describe('decodeText', () => {
  const sentence = 'Le phare de l’île, « rallumé » à Noël : 12 €.';

  test('reads UTF-8, with a byte order mark or without', () => {
    const utf8 = new TextEncoder().encode(sentence);
    expect(decodeText(utf8)).toBe(sentence);
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8))).toBe(sentence);
  });

  test('reads what older programs write', () => {
    const windows1252 = Buffer.from('Le phare de l\x92\xeele, \xab rallum\xe9 \xbb \xe0 No\xebl : 12 \x80.', 'latin1');
    expect(decodeText(windows1252)).toBe(sentence);
    const utf16 = Buffer.from(`\ufeff${sentence}`, 'utf16le');
    expect(decodeText(utf16)).toBe(sentence);
    expect(decodeText(Buffer.from(utf16).swap16())).toBe(sentence);
  });

  test.each([
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d]],
    ['a ZIP', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00]],
    ['NUL characters', [0x61, 0x00, 0x62]],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeText(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ code: 'unsupported-media-type' }),
    );
  });

  test('gives back any text it was given as UTF-8', () => {
    const texts = fc.string({ unit: 'grapheme' }).filter((text) => !/[\p{Cc}\ufeff]/u.test(text));
    fc.assert(
      fc.property(texts, (text) => {
        expect(decodeText(new TextEncoder().encode(text))).toBe(text);
      }),
      runs(100),
    );
  });
});
