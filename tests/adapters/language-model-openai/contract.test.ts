import { describeLanguageModel } from '../../contracts/language-model-contract.ts';
import {
  type ChatFault,
  startChatCompletionsStandIn,
} from '../../support/chat-completions-stand-in/start-chat-completions-stand-in.ts';
import { createHold } from '../../support/language-model-stand-in/create-hold.ts';
import type { AttemptOutcome } from '../../support/language-model-memory.ts';
import { createModelOn } from './create-model-on.ts';

const FAULTS: Record<AttemptOutcome, ChatFault | 'none'> = {
  answered: 'none',
  cut: 'cut',
  filtered: 'filtered',
  throttled: 'throttle',
  unavailable: 'unavailable',
  unanswered: 'lost-answer',
  misconfigured: 'wrong-key',
};

describeLanguageModel('A server of chat completions', async () => {
  const standIn = await startChatCompletionsStandIn();
  const model = createModelOn(standIn.baseUrl);
  return {
    model,
    next: (...outcomes) => standIn.fail(...outcomes.map((outcome) => FAULTS[outcome])),
    countAttempts: () => standIn.calls.length,
    hold: createHold((held) => standIn.set({ held })),
    async close() {
      await model.close();
      await standIn.close();
    },
  };
});
