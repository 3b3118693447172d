import { DepecheError } from '../../core/errors.ts';

/** More hops than any publisher needs; a loop ends here. */
const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Asks for a file from byte `from` on and follows redirects, never from https to http. Resolves to an answer with the
 * status 200 (the whole file), 206 (the rest) or 416 (there is no rest). Throws `translator-unavailable`.
 */
export async function requestFile(address: string, from: number, signal: AbortSignal): Promise<Response> {
  let url = new URL(address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      signal,
      // Without compression on the way, so that byte ranges are those of the file.
      headers: { 'accept-encoding': 'identity', ...(from > 0 ? { range: `bytes=${from}-` } : {}) },
    });
    const { status } = response;
    if (status === 200 || status === 206 || status === 416) return response;
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (!REDIRECTS.has(status) || location === null) throw refused(url, status);
    const next = new URL(location, url);
    if (next.protocol !== 'https:' && next.protocol !== url.protocol) throw unsafe(url);
    url = next;
  }
  throw new DepecheError(
    'translator-unavailable',
    `${url.host} redirects in circles. Set DEPECHE_MODEL_MIRROR to a mirror.`,
    {
      retryable: false,
    },
  );
}

function refused({ host, pathname }: URL, status: number): DepecheError {
  const gone = status === 404 || status === 410;
  const what = gone ? `does not have ${pathname.split('/').at(-1)}` : `answered ${status}`;
  return new DepecheError('translator-unavailable', `${host} ${what}. Set DEPECHE_MODEL_MIRROR to another mirror.`, {
    retryable: status === 429 || status >= 500,
  });
}

function unsafe({ host }: URL): DepecheError {
  return new DepecheError('translator-unavailable', `${host} redirects to an address that is not https.`, {
    retryable: false,
  });
}
