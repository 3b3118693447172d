import { expect, test } from 'vitest';
import { diskFull, isDiskFull } from '../../shared/core/disk-full.ts';

test.each([
  [Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }), true],
  [Object.assign(new Error('EDQUOT'), { code: 'EDQUOT' }), true],
  [new Error('Database failed', { cause: new Error('IO error: 7.ldb: No space left on device') }), true],
  [Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }), false],
  ['no space left on device', false],
])('whether %j tells of a full disk: %s', (error, isFull) => {
  expect(isDiskFull(error)).toBe(isFull);
  expect(diskFull(error)).toMatchObject({ code: 'storage-unavailable', isFull: true, cause: error });
});
