import { expect, test } from 'vitest';
import { createSentenceAssembler } from '../../../shared/adapters/engine-calls/create-sentence-assembler.ts';

test('parts of a sentence come together in their order, whichever comes first', () => {
  const assemble = createSentenceAssembler();
  const part = (at: number) => ({ sentence: 3, part: at, parts: 3, text: `partie ${at}`, joiner: at === 2 ? '' : ' ' });
  expect(assemble([part(2)], ['part 2.'])).toEqual([]);
  expect(assemble([part(1), { ...part(0), sentence: 4, parts: 1, joiner: '' }], ['part 1,', 'Yes.'])).toEqual([
    { index: 4, text: 'Yes.' },
  ]);
  expect(assemble([part(0)], ['Part 0,'])).toEqual([{ index: 3, text: 'Part 0, part 1, part 2.' }]);
});
