import type { ArticleResult } from '../../../../../shared/core/result.ts';
import { fill } from '../../text/messages.ts';
import { useUi } from '../data/ui-context.ts';

/** What the article cost, on one line. */
export function CostLine({ result, durationMs }: { result: ArticleResult; durationMs: number | undefined }) {
  const { messages, format } = useUi();
  const { characters, billedCharacters, savedCharacters, estimatedCostUsd } = result.usage;
  const facts = [
    fill(messages.costBilled, { n: format.count(billedCharacters) }),
    fill(messages.costSaved, { n: format.count(savedCharacters) }),
    fill(messages.costOf, { n: format.count(characters) }),
    format.costUsd(estimatedCostUsd),
    result.cached ? messages.cacheHit : messages.cacheMiss,
    fill(messages.engine, { name: result.translation.engine }),
    durationMs === undefined
      ? format.date(result.createdAt)
      : fill(messages.seconds, { n: format.seconds(durationMs) }),
    fill(messages.keptUntil, { date: format.date(result.expiresAt) }),
  ];
  return (
    <footer class="cost">
      <ul>
        {facts.map((fact) => (
          <li>{fact}</li>
        ))}
      </ul>
    </footer>
  );
}
