import { describeLanguageModel } from '../../contracts/language-model-contract.ts';
import { createMemoryLanguageModel } from '../../support/language-model-memory.ts';

describeLanguageModel('The model in memory', async () => {
  let release = () => {};
  let held = Promise.resolve();
  const model = createMemoryLanguageModel({
    write: async ({ user }) => {
      await held;
      return user;
    },
  });
  return {
    model,
    next: model.next,
    countAttempts: () => model.stats.attempts,
    hold(isHeld) {
      if (!isHeld) return release();
      held = new Promise((resolve) => {
        release = resolve;
      });
    },
    close: () => model.close(),
  };
});
