import { afterEach, expect, test, vi } from 'vitest';
import { createContainer } from '../../../functions/wiring/create-container.ts';
import { loadCliConfig } from '../../../shared/config/service-config.ts';
import { context, input } from '../../app/support/setup.ts';
import { startAmazonTranslateStandIn } from '../../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { startBedrockStandIn } from '../../support/bedrock-stand-in/start-bedrock-stand-in.ts';
import { startChatCompletionsStandIn } from '../../support/chat-completions-stand-in/start-chat-completions-stand-in.ts';

interface Throttling {
  settings: Record<string, string>;
  stop: () => Promise<void>;
}

/** Each engine that other machines slow down, whose next call is throttled. */
const ENGINES: Readonly<Record<string, () => Promise<Throttling>>> = {
  async amazon() {
    const standIn = await startAmazonTranslateStandIn();
    standIn.set({ nextFaults: ['throttle'] });
    vi.stubEnv('AWS_ENDPOINT_URL_TRANSLATE', standIn.endpoint);
    return { settings: {}, stop: () => standIn.close() };
  },
  async bedrock() {
    const standIn = await startBedrockStandIn();
    standIn.fail('throttle');
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', standIn.endpoint);
    const settings = { DEPECHE_BEDROCK_MODEL: 'amazon.nova-lite-v1:0', DEPECHE_BEDROCK_REGION: 'eu-west-3' };
    const prices = { DEPECHE_BEDROCK_INPUT_PRICE: '1', DEPECHE_BEDROCK_OUTPUT_PRICE: '1' };
    return { settings: { ...settings, ...prices }, stop: () => standIn.close() };
  },
  async openai() {
    const standIn = await startChatCompletionsStandIn();
    standIn.fail('throttle');
    const settings = { DEPECHE_OPENAI_BASE_URL: standIn.baseUrl, DEPECHE_OPENAI_MODEL: 'qwen3:8b' };
    const prices = { DEPECHE_OPENAI_INPUT_PRICE: '1', DEPECHE_OPENAI_OUTPUT_PRICE: '1' };
    return { settings: { ...settings, ...prices }, stop: () => standIn.close() };
  },
};

afterEach(() => vi.unstubAllEnvs());

test.each(Object.entries(ENGINES))(
  'a call that %s throttles feeds the alarm on it, and is made again',
  async (name, start) => {
    for (const [key, value] of Object.entries({
      REGION: 'eu-west-3',
      ACCESS_KEY_ID: 'id',
      SECRET_ACCESS_KEY: 'secret',
    })) {
      vi.stubEnv(`AWS_${key}`, value);
    }
    const { settings, stop } = await start();
    const recorded: unknown[][] = [];
    const container = await createContainer(loadCliConfig({ DEPECHE_TRANSLATOR: name, ...settings }), {
      metrics: { record: (...metric) => void recorded.push(metric) },
    });
    const { sentences } = await container.useCases.processArticle(input(), context());
    expect(sentences.every(({ translation }) => translation !== '')).toBe(true);
    expect(recorded.filter(([metric]) => metric === 'TranslatorThrottled')).toEqual([
      ['TranslatorThrottled', 1, 'Count'],
    ]);
    await container.close();
    await stop();
  },
);
