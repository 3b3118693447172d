import { beforeEach, describe, expect, test } from 'vitest';
import type { EventPublisher, OutgoingEvent } from '../../shared/ports/event-publisher.ts';

export interface PublisherUnderTest {
  publisher: EventPublisher;
  /** What listeners got so far, as type and detail. */
  received(): Promise<{ type: string; detail: unknown }[]>;
}

export const processed = (id: string, sentence = 'Le phare est rallumé.'): OutgoingEvent => ({
  type: 'ArticleProcessed',
  id,
  target: 'en',
  pipelineVersion: 'v1',
  resultUrl: `https://depeche.example/v1/articles/${id}?target=en`,
  summary: { source: [sentence], translation: ['The lighthouse shines again.'] },
  usage: { characters: 21, billedCharacters: 21, savedCharacters: 0, estimatedCostUsd: 0.000315 },
  correlationId: `correlation-${id}`,
});

export const failed = (id: string): OutgoingEvent => ({
  type: 'ArticleFailed',
  id,
  code: 'empty-article',
  detail: 'Nothing is left.',
  pipelineVersion: 'v1',
  correlationId: `correlation-${id}`,
});

/** What every EventPublisher does. `setUp` gives one that has published nothing. */
export function describeEventPublisher(name: string, setUp: () => Promise<PublisherUnderTest>): void {
  describe(`${name} as EventPublisher`, () => {
    let subject: PublisherUnderTest;

    beforeEach(async () => {
      subject = await setUp();
    });

    test('delivers both kinds of events with all that they say', async () => {
      const events = [processed('a'), failed('b')];
      await subject.publisher.publish(events);
      expect(await subject.received()).toEqual(events.map(({ type, ...detail }) => ({ type, detail })));
    });

    test('delivers any number of events in order, and none for none', async () => {
      await subject.publisher.publish([]);
      expect(await subject.received()).toEqual([]);
      const ids = Array.from({ length: 23 }, (_, index) => `article-${index}`);
      await subject.publisher.publish(ids.map((id) => failed(id)));
      expect((await subject.received()).map(({ detail }) => detail)).toMatchObject(ids.map((id) => ({ id })));
    });
  });
}
