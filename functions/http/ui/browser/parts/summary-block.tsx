import type { ArticleResult } from '../../../../../shared/core/result.ts';
import { useUi } from '../data/ui-context.ts';

/** The summary in both languages; each picked sentence leads to where it stands, and its "hier" has its date beside it. */
export function SummaryBlock({ result: { summary, source, translation } }: { result: ArticleResult }) {
  const { messages, format } = useUi();
  if (summary.source.length === 0) return null;
  const list = (sentences: string[], prefix: string) => (
    <ul>
      {sentences.map((sentence, index) => {
        const place = summary.sentences[index];
        const notes = summary.notes?.filter((note) => note.sentence === place) ?? [];
        return (
          <li>
            {place === undefined ? sentence : <a href={`#${prefix}${place}`}>{sentence}</a>}
            {notes.map(({ text, date }) => (
              <small lang={messages.code}>
                {' '}
                <i lang={source.language}>{text}</i>: <time dateTime={date}>{format.day(date)}</time>
              </small>
            ))}
          </li>
        );
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
