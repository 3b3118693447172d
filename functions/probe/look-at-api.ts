/** Longest wait for one answer. */
const ANSWER_TIMEOUT_MS = 15_000;

/** What a caller without a key may see, and that one without a key sees no more; `contains` is in the answer when all is well. */
const LOOKS = [
  { path: 'v1/health', status: 200, contains: '"status":"ok"' },
  { path: '', status: 200, contains: '<html' },
  { path: 'v1/usage', status: 403, contains: 'forbidden' },
];

/** Asks the API at `baseUrl` for what anyone may see. Throws an `Error` that says which answer was wrong, and how. */
export async function lookAtApi(baseUrl: string, fetchAnswer: typeof fetch): Promise<void> {
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  for (const { path, status, contains } of LOOKS) {
    const answer = await fetchAnswer(new URL(path, base), { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    const text = await answer.text();
    if (answer.status !== status) throw new Error(`GET /${path} answered ${answer.status} instead of ${status}.`);
    if (!text.includes(contains)) throw new Error(`GET /${path} answered ${status} without ${contains}.`);
  }
}
