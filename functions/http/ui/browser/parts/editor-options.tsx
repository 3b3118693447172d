import type { Draft } from '../../article/draft.ts';
import { fill } from '../../text/messages.ts';
import { hasTarget, nameEngine } from '../engine/engine-names.ts';
import { useUi } from '../data/ui-context.ts';

/** Languages newsrooms ask for most; those are offered that the engine has. */
const TARGETS = ['en', 'de', 'es', 'it', 'pt', 'nl', 'pl', 'ar', 'tr', 'uk', 'zh', 'ja'];

const MAX_SENTENCES = 10;

interface EditorOptionsProps {
  draft: Draft;
  onChange: (patch: Partial<Draft>) => void;
  onFile: (file: File | null | undefined) => void;
}

export function EditorOptions({ draft, onChange, onFile }: EditorOptionsProps) {
  const { messages, format, engines } = useUi();
  const own = engines.find(({ isDefault }) => isDefault);
  const engineOf = (name: string | undefined) => engines.find((engine) => engine.name === name) ?? own;
  const targetsOf = (engine = engineOf(draft.engine)) =>
    engine ? TARGETS.filter((target) => hasTarget(engine, target)) : TARGETS;
  const offered = targetsOf();
  const targets = offered.includes(draft.target) ? offered : [draft.target, ...offered];
  const chooseEngine = (name: string) => {
    const engine = engines.find((one) => one.name === name)?.name;
    const [first = draft.target] = targetsOf(engineOf(engine));
    onChange({ engine, ...(targetsOf(engineOf(engine)).includes(draft.target) ? {} : { target: first }) });
  };
  const chosen = (event: Event) => (event.target as HTMLSelectElement).value;
  return (
    <>
      <fieldset class="field switch">
        <legend>{messages.format}</legend>
        {(['text', 'html'] as const).map((choice) => (
          <label>
            <input
              type="radio"
              name="format"
              value={choice}
              checked={draft.format === choice}
              onChange={() => onChange({ format: choice })}
            />
            <span>{choice === 'text' ? messages.plainText : messages.html}</span>
          </label>
        ))}
      </fieldset>
      {own && engines.length > 1 && (
        <div class="field">
          <label for="engine">{messages.chooseEngine}</label>
          <select id="engine" onChange={(event: Event) => chooseEngine(chosen(event))}>
            <option value="" selected={draft.engine === undefined}>
              {nameEngine(own, messages)}
            </option>
            {engines
              .filter((engine) => engine !== own)
              .map((engine) => (
                <option value={engine.name} selected={draft.engine === engine.name}>
                  {nameEngine(engine, messages)}
                </option>
              ))}
          </select>
        </div>
      )}
      <div class="field">
        <label for="target">{messages.target}</label>
        <select id="target" onChange={(event: Event) => onChange({ target: chosen(event) })}>
          {targets.map((target) => (
            <option value={target} selected={draft.target === target}>
              {format.language(target)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="sentences">{messages.summaryLength}</label>
        <select id="sentences" onChange={(event: Event) => onChange({ sentences: Number(chosen(event)) })}>
          {Array.from({ length: MAX_SENTENCES }, (_, index) => index + 1).map((count) => (
            <option value={count} selected={draft.sentences === count}>
              {count === 1 ? messages.oneSentence : fill(messages.nSentences, { n: count })}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label class="file">
          <input
            type="file"
            accept=".txt,.md,.html,.htm,.json"
            onChange={(event: Event) => {
              const input = event.target as HTMLInputElement;
              onFile(input.files?.[0]);
              input.value = '';
            }}
          />
          <span>{messages.chooseFile}</span>
        </label>
      </div>
    </>
  );
}
