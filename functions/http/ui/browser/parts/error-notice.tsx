import { ADVICE } from '../../text/advice.ts';
import { ApiError } from '../data/api-client.ts';
import { useUi } from '../data/ui-context.ts';

/** What went wrong as sentences that say what to do, with the service's own words below. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { messages, root } = useUi();
  const language = messages.code === 'fr' ? 'fr' : 'en';
  const known = error instanceof ApiError ? error : new ApiError('problem', { code: 'internal', requestId: '' });
  const { kind, problem } = known;
  const advice =
    kind === 'offline'
      ? messages.offline
      : kind === 'key' || !problem
        ? messages.keyNeeded
        : ADVICE[language][problem.code];
  return (
    <div class="notice error" role="alert">
      <p>
        <strong>{messages.errorTitle}.</strong> {advice}
      </p>
      {problem?.detail && (
        <p class="quiet" lang="en">
          {problem.detail}
        </p>
      )}
      {problem?.errors && (
        <ul class="quiet" lang="en">
          {problem.errors.map(({ pointer, detail }) => (
            <li>
              <code>{pointer}</code> {detail}
            </li>
          ))}
        </ul>
      )}
      <p class="quiet">
        {problem && <a href={`${root}docs#${problem.code}`}>{messages.aboutProblem}</a>}
        {problem?.requestId ? ` · ${messages.requestId.replace('{id}', problem.requestId)}` : ''}
      </p>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {messages.retry}
        </button>
      )}
    </div>
  );
}
