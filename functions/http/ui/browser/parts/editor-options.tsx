import type { Draft } from '../../article/draft.ts';
import { fill } from '../../text/messages.ts';
import { useUi } from '../data/ui-context.ts';

/** Languages newsrooms ask for most; the engine says itself when it lacks one. */
const TARGETS = ['en', 'de', 'es', 'it', 'pt', 'nl', 'pl', 'ar', 'tr', 'uk', 'zh', 'ja'];

const MAX_SENTENCES = 10;

interface EditorOptionsProps {
  draft: Draft;
  onChange: (patch: Partial<Draft>) => void;
  onFile: (file: File | null | undefined) => void;
}

export function EditorOptions({ draft, onChange, onFile }: EditorOptionsProps) {
  const { messages, format } = useUi();
  const targets = TARGETS.includes(draft.target) ? TARGETS : [draft.target, ...TARGETS];
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
