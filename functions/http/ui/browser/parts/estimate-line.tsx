import { useState } from 'hono/jsx/dom';
import type { Estimate } from '../../api-types.ts';
import { type Draft, toInput } from '../../article/draft.ts';
import { fill } from '../../text/messages.ts';
import { ADVICE } from '../../text/advice.ts';
import { ApiError } from '../data/api-client.ts';
import { useUi } from '../data/ui-context.ts';
import { useLatest } from '../data/use-latest.ts';

/** After the last key; long enough for a typist not to ask at every letter. */
const PAUSE_MS = 500;

/** Length and cost before anything is sent to an engine. */
export function EstimateLine({ draft }: { draft: Draft }) {
  const { messages, format, api } = useUi();
  const [estimate, setEstimate] = useState<Estimate | undefined>(undefined);
  const [advice, setAdvice] = useState('');
  const isEmpty = draft.content.trim() === '';

  useLatest(
    (signal) => {
      setEstimate(undefined);
      setAdvice('');
      if (isEmpty) return;
      api.estimate(toInput(draft), signal).then(setEstimate, (error: unknown) => {
        // What keeps an estimate from coming is told in full once the article is sent.
        const code = error instanceof ApiError ? error.problem?.code : undefined;
        if (code) setAdvice(ADVICE[messages.code === 'fr' ? 'fr' : 'en'][code]);
      });
    },
    PAUSE_MS,
    [draft.content, draft.title, draft.format, draft.target, draft.sentences, draft.engine],
  );

  const parts = isEmpty ? [] : [fill(messages.length, { n: format.count([...draft.content].length) })];
  if (estimate?.cached) parts.push(messages.estimateCached);
  else if (estimate) {
    const { billedCharacters, savedCharacters, estimatedCostUsd } = estimate;
    const isFree = billedCharacters === 0 && savedCharacters === 0;
    parts.push(
      isFree ? messages.estimateFree : fill(messages.estimateCost, { cost: format.costUsd(estimatedCostUsd) }),
    );
    if (savedCharacters > 0) parts.push(fill(messages.estimateKnown, { n: format.count(savedCharacters) }));
  } else if (advice !== '') parts.push(advice);
  else if (!isEmpty) parts.push(messages.estimating);
  return (
    <p class="estimate quiet" role="status" data-ready={estimate ? 'true' : 'false'}>
      {parts.join(' · ')}
    </p>
  );
}
