import { describe, expect, test } from 'vitest';
import {
  loadCliConfig,
  loadEventsConfig,
  loadHttpConfig,
  loadLocalConfig,
} from '../../shared/config/service-config.ts';

const MODEL = { DEPECHE_BEDROCK_MODEL: 'amazon.nova-lite-v1:0' };
const DEPLOYED = {
  DEPECHE_TABLE: 'table',
  DEPECHE_INBOX_BUCKET: 'bucket',
  DEPECHE_BUS: 'bus',
  DEPECHE_QUEUE_URL: 'https://queue.example/articles',
  DEPECHE_DEAD_LETTER_QUEUE_URL: 'https://queue.example',
};

describe('a model without a price', () => {
  test.each(Object.entries({ loadLocalConfig, loadCliConfig }))('is refused by %s', (_, load) => {
    expect(() => load({ ...MODEL, DEPECHE_BEDROCK_OUTPUT_PRICE: ' ' })).toThrow(
      /DEPECHE_BEDROCK_INPUT_PRICE: is needed with DEPECHE_BEDROCK_MODEL[^\n]*\n *DEPECHE_BEDROCK_OUTPUT_PRICE: is needed/,
    );
    expect(() => load({ ...MODEL, DEPECHE_BEDROCK_INPUT_PRICE: '3' })).toThrow('DEPECHE_BEDROCK_OUTPUT_PRICE');
    const free = { ...MODEL, DEPECHE_BEDROCK_INPUT_PRICE: '0', DEPECHE_BEDROCK_OUTPUT_PRICE: '0' };
    expect(load(free)).toMatchObject({ DEPECHE_BEDROCK_INPUT_PRICE: 0, DEPECHE_BEDROCK_OUTPUT_PRICE: 0 });
    expect(() => load({})).not.toThrow();
  });

  test.each(Object.entries({ loadHttpConfig, loadEventsConfig }))('is told by %s, which goes on', (_, load) => {
    const { missingPrices, ...config } = load({ ...DEPLOYED, ...MODEL, DEPECHE_BEDROCK_INPUT_PRICE: '0.06' });
    expect(missingPrices.map(({ name }) => name)).toEqual(['DEPECHE_BEDROCK_OUTPUT_PRICE']);
    expect(config.DEPECHE_BEDROCK_OUTPUT_PRICE).toBeUndefined();
    expect(load(DEPLOYED).missingPrices).toEqual([]);
  });
});
