import { useEffect, useRef } from 'hono/jsx/dom';
import type { ArticleResult, SentencePair } from '../../../../../shared/core/result.ts';
import { markNumbers } from '../../article/mark-numbers.ts';
import { pairSentences } from '../data/pair-sentences.ts';
import { useUi } from '../data/ui-context.ts';

interface Numbered extends SentencePair {
  index: number;
}

/** Both texts side by side, paragraph by paragraph; the sentences of a pair light up together. */
export function ArticleText({ result: { sentences, source, translation } }: { result: ArticleResult }) {
  const { messages } = useUi();
  const text = useRef<HTMLElement>(null);
  useEffect(() => (text.current ? pairSentences(text.current) : undefined), []);
  const paragraphs: Numbered[][] = [];
  sentences.forEach((pair, index) => {
    const paragraph = paragraphs[pair.paragraph] ?? [];
    paragraphs[pair.paragraph] = paragraph;
    paragraph.push({ ...pair, index });
  });
  return (
    <section class="text" ref={text} aria-label={messages.article} aria-describedby="reading-hint">
      <p id="reading-hint" class="quiet hint">
        {messages.readingHint}
      </p>
      {paragraphs.map((pairs) => (
        <div class="pair">
          <p lang={translation.language}>
            {pairs.map((pair) => (
              <Sentence pair={pair} text={pair.translation} prefix="t" />
            ))}
          </p>
          <p lang={source.language}>
            {pairs.map((pair) => (
              <Sentence pair={pair} text={pair.source} prefix="s" />
            ))}
          </p>
        </div>
      ))}
    </section>
  );
}

/** One sentence; only the first can be tabbed to, the arrow keys lead on from there. */
function Sentence({
  pair: { index, issues, doubtful },
  text,
  prefix,
}: {
  pair: Numbered;
  text: string;
  prefix: 't' | 's';
}) {
  const { messages } = useUi();
  const codes = [...(issues ?? []), ...(doubtful ?? [])];
  const hasNumberIssue = codes.some((code) => code.startsWith('number-'));
  const mark = issues ? ' questioned' : doubtful ? ' doubtful' : '';
  return (
    <>
      <span
        id={`${prefix}${index}`}
        class={`sentence${mark}`}
        data-pair={index}
        tabindex={prefix === 't' && index === 0 ? 0 : -1}
      >
        {hasNumberIssue
          ? markNumbers(text).map((part) => (part.isNumber ? <mark>{part.text}</mark> : part.text))
          : text}
      </span>
      {codes.length > 0 && prefix === 't' && (
        <a class={issues ? 'flag' : 'flag lighter'} href={`#check${index}`} aria-label={messages.toCheck}>
          ?
        </a>
      )}{' '}
    </>
  );
}
