import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shapeOf } from '../support/stored-format/shape-of.ts';
import { listFixtures, readFixture } from '../support/stored-format/stored-fixture.ts';
import { writeStored } from '../support/stored-format/write-stored.ts';

const CHANGED =
  'What is stored has changed. Read "What a version may change of what is stored" in CONTRIBUTING.md, then keep it as a fixture: npx tsx tests/support/stored-format/write-fixture.ts format-N';

test('what the service stores looks as in the newest fixture', async () => {
  const newest = readFixture(listFixtures().at(-1) ?? '');
  const written = await writeStored(join(import.meta.dirname, '../..'), 'this checkout');
  expect(await shapeOf(written), CHANGED).toEqual(await shapeOf(newest));
});

test('formats are told apart', async () => {
  const shapes = await Promise.all(listFixtures().map((name) => shapeOf(readFixture(name))));
  expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(shapes.length);
});
