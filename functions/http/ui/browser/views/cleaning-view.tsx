import { useEffect, useState } from 'hono/jsx/dom';
import type { ArticleSource } from '../../api-types.ts';
import { fill } from '../../text/messages.ts';
import { isLayoutOnly, type MarkedStretch, showMarks, showSpaces } from '../../article/show-marks.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Progress } from '../parts/progress.tsx';
import { useUi } from '../data/ui-context.ts';

/** The article as it came in: removals struck out, repairs beside what they replace, each with its rule. */
export function CleaningView({ id, language }: { id: string; language: string }) {
  const { messages, api } = useUi();
  const [source, setSource] = useState<ArticleSource | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  useEffect(() => {
    api.readSource(id).then(setSource, setError);
  }, []);
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (!source) return <Progress label={messages.loading} />;
  const stretches = showMarks(source.original, source.marks);
  const isUnchanged = stretches.every((stretch) => stretch.kind === 'kept' || isLayoutOnly(stretch));
  return (
    <section class="cleaning" aria-labelledby="cleaning-title">
      <h2 id="cleaning-title">{messages.cleaningTitle}</h2>
      {isUnchanged ? <p class="quiet">{messages.cleaningNothing}</p> : ''}
      <div class="original" lang={language}>
        {stretches.map((stretch) => (
          <Stretch stretch={stretch} />
        ))}
      </div>
    </section>
  );
}

function Stretch({ stretch }: { stretch: MarkedStretch }) {
  const { messages } = useUi();
  if (stretch.kind === 'kept' || isLayoutOnly(stretch)) return <>{stretch.text}</>;
  if (stretch.kind === 'removed') {
    // The line end belongs to the layout; struck out it would only hide the next line.
    const text = stretch.text.trimEnd();
    return (
      <>
        <del>{text}</del>
        <Rule label={fill(messages.removedBy, { rule: stretch.rule })} kind="removed" name={stretch.rule} />
        {stretch.text.slice(text.length)}
      </>
    );
  }
  return (
    <>
      {stretch.text === '' ? '' : <del class="repaired">{showSpaces(stretch.text)}</del>}
      {stretch.replacement === '' ? '' : <ins>{showSpaces(stretch.replacement)}</ins>}
      <Rule label={fill(messages.repairedBy, { rule: stretch.rule })} kind="repaired" name={stretch.rule} />
    </>
  );
}

function Rule({ label, kind, name }: { label: string; kind: 'removed' | 'repaired'; name: string }) {
  return (
    <small class={`rule ${kind}`} lang="en" title={label}>
      {name}
    </small>
  );
}
