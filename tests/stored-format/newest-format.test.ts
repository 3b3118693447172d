import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { startServerHere } from '../system/server-here.ts';
import { shapeOf } from '../support/stored-format/shape-of.ts';
import { listFixtures, readFixture } from '../support/stored-format/stored-fixture.ts';
import { writeStored } from '../support/stored-format/write-stored.ts';

const CHANGED =
  'What is stored has changed. Read "What a version may change of what is stored" in CONTRIBUTING.md, then keep it as a fixture: npx tsx tests/support/stored-format/write-fixture.ts format-N';

const ACCESS = { AWS_REGION: 'eu-west-3', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

afterAll(() => void vi.unstubAllEnvs());

/** In this process: what it stores is read while its calls are under way, so nobody needs to kill it. */
async function startHere(settings: Readonly<Record<string, string>>) {
  const { url, close } = await startServerHere({ ...ACCESS, ...settings });
  return { url, end: () => close(1) };
}

test('what the service stores looks as in the newest fixture', async () => {
  const newest = readFixture(listFixtures().at(-1) ?? '');
  const written = await writeStored(join(import.meta.dirname, '../..'), 'this checkout', startHere);
  expect(await shapeOf(written), CHANGED).toEqual(await shapeOf(newest));
});

test('formats are told apart', async () => {
  const shapes = await Promise.all(listFixtures().map((name) => shapeOf(readFixture(name))));
  expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(shapes.length);
});
