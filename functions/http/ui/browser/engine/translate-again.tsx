import { useRef, useState } from 'hono/jsx/dom';
import type { ArticleResult } from '../../../../../shared/core/result.ts';
import { useUi } from '../data/ui-context.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { hasTarget, nameEngine } from './engine-names.ts';

interface TranslateAgainProps {
  result: ArticleResult;
  onTranslated: (result: ArticleResult) => void;
}

/** Offers the engines that did not make this result and have its language; silent where there is none. */
export function TranslateAgain({ result, onTranslated }: TranslateAgainProps) {
  const { messages, api, engines } = useUi();
  const [isWorking, setWorking] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const select = useRef<HTMLSelectElement>(null);
  const { language, engine: madeBy } = result.translation;
  const others = engines.filter((engine) => engine.id !== madeBy && hasTarget(engine, language));
  if (others.length === 0) return '';

  const translate = async () => {
    const engine = others.find(({ name }) => name === select.current?.value)?.name;
    setWorking(true);
    setError(undefined);
    try {
      const { signal } = new AbortController();
      onTranslated(await api.refresh({ id: result.id, target: language, engine }, { signal, onQueued: () => {} }));
    } catch (failure) {
      setError(failure);
    }
    setWorking(false);
  };

  return (
    <div class="tools">
      <label for="again">{messages.translateAgainWith}</label>
      <select id="again" ref={select} disabled={isWorking}>
        {others.map((engine) => (
          <option value={engine.name}>{nameEngine(engine, messages)}</option>
        ))}
      </select>
      <button type="button" disabled={isWorking} onClick={() => void translate()}>
        {messages.translateAgain}
      </button>
      <span role="status" class="quiet">
        {isWorking ? messages.working : ''}
      </span>
      {error !== undefined && <ErrorNotice error={error} onRetry={() => void translate()} />}
    </div>
  );
}
