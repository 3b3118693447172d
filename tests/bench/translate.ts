import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createAmazonTranslator } from '../../shared/adapters/translator-amazon/create-amazon-translator.ts';
import { startAmazonTranslateStandIn } from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { LOCAL_CLIENT } from '../support/dynamodb/start-test-table.ts';
import { writeSentence } from '../system/write-article.ts';
import { atMost, type Bench, type BenchReport, medianMs, milliseconds, ratio } from './report.ts';

const LATENCY_MS = 150;
const MAX_BYTES = 10_000;

/** While an article stays under the limit of calls at a time. */
const MAX_CALL_TIMES = 2.5;
/** Calls and bytes, to the fewest there can be. */
const MAX_WASTE = 1.15;

/** Wall time and calls for articles of three sizes, against one call of the stand-in. */
export const benchTranslate: Bench = async () => {
  const standIn = await startAmazonTranslateStandIn({ latencyMs: LATENCY_MS });
  const translator = createAmazonTranslator({
    usdPerMillionCharacters: 15,
    maxConcurrentRequests: 24,
    clock: createSystemClock(),
    sdk: { ...LOCAL_CLIENT, endpoint: standIn.endpoint },
  });
  const run = async (sentences: readonly string[]): Promise<void> => {
    for await (const _ of translator.translate({ sentences, source: 'fr', target: 'en' }));
  };
  try {
    const one = await medianMs(() => run([writeSentence(1)]), 5);
    const report: BenchReport = [{ what: 'one call', value: milliseconds(one) }];
    for (const kilobytes of [2, 20, 200]) {
      const sentences: string[] = [];
      for (let bytes = 0; bytes < kilobytes * 1_000; bytes += Buffer.byteLength(sentences.at(-1) ?? '') + 1) {
        sentences.push(writeSentence(sentences.length));
      }
      const bytes = Buffer.byteLength(sentences.join('\n'));
      const took = await medianMs(() => run(sentences), 5);
      const before = standIn.counts().calls;
      const bytesBefore = standIn.counts().answeredBytes;
      await run(sentences);
      const calls = standIn.counts().calls - before;
      const fewest = Math.ceil(bytes / MAX_BYTES);
      const sent = standIn.counts().answeredBytes - bytesBefore;
      report.push(
        {
          what: `${kilobytes} KB, to one call`,
          value: ratio(took / one),
          baseline: milliseconds(took),
          bar: atMost(took / one, MAX_CALL_TIMES),
        },
        {
          what: `${kilobytes} KB, calls to the fewest possible`,
          value: ratio(calls / fewest),
          baseline: `${calls} calls`,
          bar: atMost(calls / fewest, MAX_WASTE),
        },
        {
          what: `${kilobytes} KB, bytes sent to bytes of the article`,
          value: ratio(sent / bytes),
          bar: atMost(sent / bytes, MAX_WASTE),
        },
      );
    }
    return report;
  } finally {
    await translator.close();
    await standIn.close();
  }
};
