import { expect, test } from 'vitest';
import { createCleanArticle } from '../../shared/app/use-cases/stages/clean-article.ts';
import { TEXT_WORK_HERE } from '../../shared/app/work/text-work-here.ts';
import { refuseOverlong } from '../../shared/app/work/refuse-overlong.ts';
import { objectCreated, record, setUpEvents } from '../functions/events/setup.ts';
import { context, input, setup, TEXT } from './support/setup.ts';

/** Work on texts in which a pattern overflows, or something else is out of range. */
const failing = (message: string) => ({
  ...TEXT_WORK_HERE,
  clean: async () => {
    throw new RangeError(message);
  },
});
const OVERFLOW = 'Maximum call stack size exceeded';

test('an article over which a pattern overflows is refused for good, and the log says where', async () => {
  const { deps, logged } = setup({ textWork: failing(OVERFLOW) });
  const clean = refuseOverlong(deps.logger, createCleanArticle(deps));
  const refusal = { code: 'invalid-request', retryable: false, message: expect.stringContaining('leave out') };
  await expect(clean(input(), context())).rejects.toMatchObject({ ...refusal, issues: [{ pointer: '/text' }] });
  const page = clean(input({ text: undefined, html: '<p>…' }), context());
  await expect(page).rejects.toMatchObject({ ...refusal, issues: [{ pointer: '/html' }] });
  expect(logged.map(({ level }) => level)).toEqual(['error', 'error']);
});

test('the queue does not try it again, and the caller learns why', async () => {
  const world = setUpEvents({ textWork: failing(OVERFLOW) });
  world.inbox.store('inbox/long.txt', { body: Buffer.from(TEXT) });
  await world.send([record(objectCreated('inbox/long.txt'))]);
  expect(world.outcomes).toMatchObject([{ status: 'refused', id: 'long', problem: { code: 'invalid-request' } }]);
  expect(world.buried).toEqual([]);
});

test('what is out of range for another reason stays a defect of ours', async () => {
  const { deps } = setup({ textWork: failing('Invalid time value') });
  const clean = refuseOverlong(deps.logger, createCleanArticle(deps));
  await expect(clean(input(), context())).rejects.toThrow(RangeError);
});
