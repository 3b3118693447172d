import { describeLanguageModel } from '../../contracts/language-model-contract.ts';
import { type BedrockFault, startBedrockStandIn } from '../../support/bedrock-stand-in/start-bedrock-stand-in.ts';
import { createHold } from '../../support/language-model-stand-in/create-hold.ts';
import type { AttemptOutcome } from '../../support/language-model-memory.ts';
import { createModelOn } from './create-model-on.ts';

const FAULTS: Record<AttemptOutcome, BedrockFault | 'none'> = {
  answered: 'none',
  cut: 'cut',
  filtered: 'filtered',
  throttled: 'throttle',
  unavailable: 'unavailable',
  unanswered: 'lost-answer',
  misconfigured: 'access-denied',
};

describeLanguageModel('Bedrock', async () => {
  const standIn = await startBedrockStandIn();
  const model = createModelOn(standIn.endpoint);
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
