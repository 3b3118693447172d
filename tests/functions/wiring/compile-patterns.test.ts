import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { expect, test } from 'vitest';

test('an expression is not interpreted when it first runs, be its text in one byte a character or in two', async () => {
  await import('../../../functions/wiring/text/compile-patterns.ts');
  setFlagsFromString('--allow-natives-syntax');
  const isInterpreted = runInThisContext('(pattern, oneByte) => %RegexpHasBytecode(pattern, oneByte)');
  const pattern = /^(?:un|deux)+ ports?$/;
  expect(pattern.test('un port')).toBe(true);
  expect(isInterpreted(pattern, true)).toBe(false);
  expect(pattern.test('deux ports…')).toBe(false);
  expect(isInterpreted(pattern, false)).toBe(false);
});
