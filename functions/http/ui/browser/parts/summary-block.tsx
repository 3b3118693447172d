import type { ArticleResult } from '../../../../../shared/core/result.ts';
import { useUi } from '../data/ui-context.ts';

/** The summary in both languages; each picked sentence leads to where it stands. */
export function SummaryBlock({ result: { summary, source, translation } }: { result: ArticleResult }) {
  const { messages } = useUi();
  if (summary.source.length === 0) return null;
  const list = (sentences: string[], prefix: string) => (
    <ul>
      {sentences.map((sentence, index) => {
        const place = summary.sentences[index];
        return <li>{place === undefined ? sentence : <a href={`#${prefix}${place}`}>{sentence}</a>}</li>;
      })}
    </ul>
  );
  return (
    <section class="summary" aria-labelledby="summary-title">
      <h2 id="summary-title">{messages.summary}</h2>
      <div class="pair">
        <div lang={translation.language}>{list(summary.translation, 't')}</div>
        <div lang={source.language}>{list(summary.source, 's')}</div>
      </div>
    </section>
  );
}
