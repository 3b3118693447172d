import type { ArticleInputJson } from '../../../../../shared/contracts/article-input.ts';
import type { Problem } from '../../../../../shared/contracts/problem.ts';
import type { EngineName } from '../../../../../shared/core/engine-names.ts';
import type { ArticleResult } from '../../../../../shared/core/result.ts';
import type {
  ArticleList,
  ArticleSource,
  ArticleState,
  EngineList,
  Estimate,
  Health,
  UsageReport,
} from '../../api-types.ts';
import { readApiKey } from './api-key.ts';

/** Why a request brought nothing: a problem of the service, a refused or missing key, or no answer at all. */
export class ApiError extends Error {
  readonly kind: 'problem' | 'key' | 'offline';
  readonly problem: Pick<Problem, 'code' | 'detail' | 'errors' | 'requestId'> | undefined;

  constructor(kind: ApiError['kind'], problem?: ApiError['problem'], cause?: unknown) {
    super(problem?.detail ?? kind, { cause });
    this.name = 'ApiError';
    this.kind = kind;
    this.problem = problem;
  }
}

export type ApiClient = ReturnType<typeof createApiClient>;

/** Of an answer that may take long; `onQueued` tells when the service goes on in the background. */
interface Waiting {
  signal: AbortSignal;
  onQueued: () => void;
}

export interface ListQuery {
  title: string;
  quality?: 'draft' | 'standard' | undefined;
  cursor?: string | undefined;
}

export interface ArticleQuery {
  id: string;
  target: string;
  /** That made the result, or is to make it; any, when absent. */
  engine?: EngineName | undefined;
}

/** Texts longer than this are handed over at once, where the service has a queue: they would not fit its time limit. */
const LONG_TEXT_CHARACTERS = 100_000;

/** Between two looks at an article that is being worked on, when the service does not say. */
const POLL_MS = 2_000;

/** The API at `root`, the address of the service with a slash at its end. */
export function createApiClient(root: string) {
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const apiKey = readApiKey();
    const headers = { ...init.headers, ...(apiKey === '' ? {} : { 'x-api-key': apiKey }) };
    let response: Response;
    try {
      response = await fetch(`${root}v1/${path}`, { ...init, headers });
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw new ApiError('offline', undefined, cause);
    }
    if (!response.ok) throw await readError(response);
    return response;
  };
  // Bodies are trusted to follow the contract of the same version that served this script.
  const readJson = async <Body>(path: string, init?: RequestInit): Promise<Body> =>
    (await request(path, init)).json() as Promise<Body>;
  const send = (body: unknown, init: RequestInit, headers: Record<string, string> = {}): RequestInit => ({
    ...init,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const addressOf = ({ id, target, engine }: ArticleQuery) =>
    `articles/${encodeURIComponent(id)}?${new URLSearchParams({ target, ...(engine && { engine }) })}`;
  const askAnew = ({ id, target }: ArticleQuery, body: object, init: RequestInit) =>
    readJson<ArticleResult | ArticleState>(
      `articles/${encodeURIComponent(id)}/refresh?target=${encodeURIComponent(target)}`,
      send(body, init),
    );

  /** The stored result; waits while the article is being worked on. */
  const read = async (query: ArticleQuery, { signal, onQueued }: Waiting): Promise<ArticleResult> => {
    for (;;) {
      const answer = await readJson<ArticleResult | ArticleState>(addressOf(query), { signal });
      if (answer.status === 'completed') return answer;
      if (answer.status === 'failed')
        throw new ApiError('problem', { code: 'internal', requestId: '', ...answer.problem });
      onQueued();
      await wait(POLL_MS, signal);
    }
  };

  const readSource = (id: string) => readJson<ArticleSource>(`articles/${encodeURIComponent(id)}/source`);

  return {
    read,
    /** The result, however long it takes. */
    process: async (input: ArticleInputJson, options: Waiting): Promise<ArticleResult> => {
      const { signal } = options;
      const isLong = (input.text ?? input.html ?? '').length > LONG_TEXT_CHARACTERS;
      const init = send(input, { signal }, isLong ? { prefer: 'respond-async' } : {});
      const answer = await readJson<ArticleResult | ArticleState>('articles', init);
      if (answer.status === 'completed') return answer;
      options.onQueued();
      return read({ id: answer.id, target: input.target ?? 'en', engine: input.engine }, options);
    },
    estimate: (input: ArticleInputJson, signal: AbortSignal) => readJson<Estimate>('estimate', send(input, { signal })),
    /** The article with a stretch back in it that the cleaning had removed, beside what was restored before. */
    restore: async (query: ArticleQuery, stretch: string): Promise<ArticleResult> => {
      const { keep = [] } = await readSource(query.id);
      const answer = await askAnew(query, { keep: [...keep, stretch] }, {});
      if (answer.status === 'completed') return answer;
      // It goes on in the background; until it is done, the article is read as it was.
      throw new ApiError('problem', { code: 'timeout', requestId: '' });
    },
    readSource,
    /** Processes a stored article again; otherwise as `process`. */
    refresh: async (query: ArticleQuery, options: Waiting): Promise<ArticleResult> => {
      const { engine } = query;
      const answer = await askAnew(query, engine === undefined ? {} : { engine }, { signal: options.signal });
      if (answer.status === 'completed') return answer;
      options.onQueued();
      return read(query, options);
    },
    readHealth: (signal: AbortSignal) => readJson<Health>('health', { signal }),
    listEngines: (signal: AbortSignal) => readJson<EngineList>('engines', { signal }),
    list: ({ title, quality, cursor }: ListQuery, signal: AbortSignal) => {
      const query = new URLSearchParams({ limit: '20' });
      if (title !== '') query.set('title', title);
      if (quality !== undefined) query.set('quality', quality);
      if (cursor !== undefined) query.set('cursor', cursor);
      return readJson<ArticleList>(`articles?${query}`, { signal });
    },
    remove: async (id: string): Promise<void> => {
      await request(`articles/${encodeURIComponent(id)}`, { method: 'DELETE' });
    },
    readUsage: (signal: AbortSignal) => readJson<UsageReport>('usage', { signal }),
  };
}

async function readError(response: Response): Promise<ApiError> {
  if (response.headers.get('content-type')?.includes('application/problem+json')) {
    const problem: Problem = await response.json();
    return new ApiError(problem.code === 'forbidden' ? 'key' : 'problem', problem);
  }
  // What stands before the service answers without a problem, mostly because it wants a key.
  if (response.status === 401 || response.status === 403) return new ApiError('key');
  return new ApiError('problem', { code: response.status === 504 ? 'timeout' : 'internal', requestId: '' });
}

function wait(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, durationMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
