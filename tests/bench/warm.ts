import { serveApp } from '../../functions/local/serve-app.ts';
import { ARTICLE, startApp } from '../functions/http/start-app.ts';
import { type Bench, milliseconds, quantile, timeMs } from './report.ts';

const REQUESTS = 2_000;

/** A cache hit through the app and over HTTP; the table is in memory, so the time is the service's own. */
export const benchWarm: Bench = async () => {
  const { app, send } = await startApp();
  await send('POST', '/v1/articles', { ...ARTICLE, id: 'warm' });
  const measure = async (call: () => Promise<Response>): Promise<number[]> => {
    const times: number[] = [];
    for (let request = 0; request < REQUESTS; request += 1) times.push(await timeMs(async () => (await call()).text()));
    return times.slice(REQUESTS / 10);
  };
  const bare = await measure(async () => app.request('/v1/health'));
  const hit = await measure(async () => send('GET', '/v1/articles/warm'));
  const post = await measure(async () => send('POST', '/v1/articles', { ...ARTICLE, id: 'warm' }));
  const server = await serveApp(app, 0);
  try {
    const http = await measure(() => fetch(`${server.url}/v1/articles/warm`));
    const line = (what: string, times: number[]) => ({
      what,
      value: `p50 ${milliseconds(quantile(times, 0.5))}`,
      baseline: `p99 ${milliseconds(quantile(times, 0.99))}`,
    });
    return [
      line('GET health, in process (the framework alone)', bare),
      line('GET a stored article, in process', hit),
      line('POST an article that is stored, in process', post),
      line('GET a stored article, over HTTP', http),
    ];
  } finally {
    await server.close(1_000);
  }
};
