import { expect, test } from 'vitest';
import { toPrintable, toPrintableLine } from '../../shared/core/text/to-printable.ts';

test.each([
  ['Le port a rouvert.\n\t« Oui »', 'Le port a rouvert.\n\t« Oui »'],
  ['\u001b[2Jeffacé\u0007', '\ufffd[2Jeffacé\ufffd'],
  ['\u009b31m rouge\r', '\ufffd31m rouge\ufffd'],
  ['\u202etxt.exe', '\ufffdtxt.exe'],
])('%j is shown as %j', (text, shown) => expect(toPrintable(text)).toBe(shown));

test('a name is shown in one line', () => expect(toPrintableLine('a\nb\tc\u001b')).toBe('a\ufffdb\ufffdc\ufffd'));
