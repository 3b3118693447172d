import { describe, expect, test } from 'vitest';
import { lookAtApi } from '../../../functions/probe/look-at-api.ts';
import { startApp } from '../http/start-app.ts';

const BASE = 'https://abc123.execute-api.eu-west-3.amazonaws.com/dev/';

/** The app behind a gateway that wants a key; `spoil` changes what a path answers. */
async function startGateway(spoil: Record<string, () => Response> = {}) {
  const { app } = await startApp();
  const asked: string[] = [];
  const answer: typeof fetch = async (input) => {
    const path = new URL(String(input)).pathname.replace(/^\/dev/, '');
    asked.push(path);
    if (spoil[path]) return spoil[path]();
    if (path === '/v1/usage') return Response.json({ code: 'forbidden' }, { status: 403 });
    return app.request(path);
  };
  return { answer, asked };
}

describe('lookAtApi', () => {
  test.each([BASE, BASE.slice(0, -1)])('is content with a healthy API at %s that wants a key', async (base) => {
    const { answer, asked } = await startGateway();
    await lookAtApi(base, answer);
    expect(asked).toEqual(['/v1/health', '/', '/v1/usage']);
  });

  test.each([
    ['/v1/health', () => Response.json({}, { status: 503 }), 'GET /v1/health answered 503 instead of 200.'],
    ['/v1/health', () => Response.json({ status: 'down' }), 'GET /v1/health answered 200 without "status":"ok".'],
    ['/', () => new Response('nothing here'), 'GET / answered 200 without <html.'],
    ['/v1/usage', () => Response.json({ characters: 0 }), 'GET /v1/usage answered 200 instead of 403.'],
  ])('fails where %s is not as it should be', async (path, spoilt, message) => {
    const { answer } = await startGateway({ [path]: spoilt });
    await expect(lookAtApi(BASE, answer)).rejects.toThrow(message);
  });

  test('fails where nobody answers', async () => {
    const nobody: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));
    await expect(lookAtApi(BASE, nobody)).rejects.toThrow('fetch failed');
  });
});
