import type { Random } from '../../shared/ports/clock.ts';
import { MAX_BODY_BYTES } from '../../shared/config/constants.ts';
import type { Answer, Call } from './load-client.ts';
import { writeArticle } from './write-article.ts';

/** What is sent, and the status or the code of the problem that should come back. */
export interface Request {
  operation: Operation;
  call: Call;
  expected: number | string;
  onExpected?: (answer: Answer) => unknown;
  /** Where the answer may be that there will be a result later. */
  onPromised?: () => unknown;
}

/** A mixture of everything that the API offers, the same for the same random numbers. */
export interface Traffic {
  next(): Request;
  make(operation: Operation): Request;
  /** Ids that were answered with 202 or with a result, and that nobody asks to be deleted. */
  owed(): string[];
}

/** How often each comes, in proportion. */
const WEIGHTS = {
  process: 14,
  'process again': 20,
  accept: 8,
  'process HTML': 4,
  get: 20,
  'get unknown': 4,
  list: 6,
  delete: 5,
  translate: 5,
  clean: 4,
  estimate: 3,
  usage: 2,
  refused: 8,
  oversize: 0.5,
  'hang up': 3,
} as const;

export type Operation = keyof typeof WEIGHTS;

const TOTAL_WEIGHT = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);

const SENTENCES = 6;

/** Articles that are asked for again and again, and as many others in another language: no sentence goes into two. */
const POPULAR = 20;

/** Pages that somebody may turn. */
const MAX_CURSORS = 10;

/** Longer than most answers take to begin, so that some calls are left at every stage. */
const LONGEST_STAY_MS = 30;

const JSON_TYPE = { 'content-type': 'application/json' };

const OVERSIZE = Buffer.alloc(MAX_BODY_BYTES + 1, 'a');

const get = (path: string): Call => ({ method: 'GET', path });

const send = (method: 'POST' | 'PUT', path: string, body: string | Buffer, headers = {}): Call => ({
  method,
  path,
  headers: { ...JSON_TYPE, ...headers },
  body,
});

/** Whether the service says nothing of having gone on without its table: what it says may not be there later. */
const isKept = ({ text }: Answer) => {
  const { warnings } = JSON.parse(text) as { warnings: { code: string }[] };
  return !warnings.some(({ code }) => code === 'cache-unavailable');
};

const post = (path: string, body: unknown, headers = {}): Call => send('POST', path, JSON.stringify(body), headers);

/** What is refused at the door, each in its way. */
const REFUSED: readonly [call: Call, code: string][] = [
  [send('POST', '/v1/articles', '{"text":'), 'invalid-json'],
  [post('/v1/articles', { text: 'a', html: 'b' }), 'invalid-request'],
  [post('/v1/articles', { text: ' \n ' }), 'empty-article'],
  [post('/v1/translate', { text: 'Bonjour à tous.', target: 'xx' }), 'unsupported-language'],
  [send('POST', '/v1/articles', 'Bonjour', { 'content-type': 'text/plain' }), 'unsupported-media-type'],
  [send('PUT', '/v1/articles', '{}'), 'method-not-allowed'],
  [get('/v1/articles?limit=1000'), 'invalid-request'],
  [get('/v1/nowhere'), 'not-found'],
];

export function createTraffic(random: Random): Traffic {
  const owed: string[] = [];
  const deletable: string[] = [];
  const cursors: string[] = [];
  let seed = 2 * POPULAR;

  const below = (bound: number) => Math.floor(random() * bound);
  const draw = <Item>(items: readonly Item[], otherwise: Item): Item => items[below(items.length)] ?? otherwise;

  const writeNew = (name: string) => {
    seed += 1;
    return { id: `${name}-${seed}`, ...writeArticle(seed, SENTENCES) };
  };
  const writePopular = (firstSeed = 0) => {
    const popular = firstSeed + below(POPULAR);
    return { id: `popular-${popular}`, ...writeArticle(popular, SENTENCES) };
  };

  const MAKE: Record<Operation, () => Omit<Request, 'operation'>> = {
    process: () => {
      const article = writeNew('now');
      const keep = (answer: Answer) => isKept(answer) && draw([owed, deletable], owed).push(article.id);
      const onPromised = () => owed.push(article.id);
      return { call: post('/v1/articles', article), expected: 200, onExpected: keep, onPromised };
    },
    'process again': () => {
      const article = writePopular();
      return { call: post('/v1/articles', article), expected: 200, onPromised: () => owed.push(article.id) };
    },
    accept: () => {
      const article = writeNew('later');
      const call = post('/v1/articles', article, { prefer: 'respond-async' });
      return { call, expected: 202, onExpected: () => owed.push(article.id) };
    },
    'process HTML': () => {
      const { id, title, text } = writeNew('page');
      const body = `<h1>${title}</h1><p>${text.replaceAll('\n\n', '</p><p>')}</p>`;
      const html = `<html><body><article>${body}</article></body></html>`;
      return {
        call: post('/v1/articles', { id, html }),
        expected: 200,
        onExpected: (answer) => isKept(answer) && owed.push(id),
        onPromised: () => owed.push(id),
      };
    },
    get: () => ({ call: get(owed.length === 0 ? '/v1/health' : `/v1/articles/${draw(owed, '')}`), expected: 200 }),
    'get unknown': () => ({ call: get(`/v1/articles/unknown-${below(1_000)}`), expected: 'not-found' }),
    list: () => {
      const turn = (cursor: string) => `&cursor=${encodeURIComponent(cursor)}`;
      const cursor = random() < 0.5 ? '' : draw(cursors.map(turn), '');
      const onExpected = ({ text }: Answer) => {
        const { cursor: next } = JSON.parse(text) as { cursor?: string };
        if (next !== undefined) cursors.splice(0, cursors.length < MAX_CURSORS ? 0 : 1, next);
      };
      return { call: get(`/v1/articles?limit=20${cursor}`), expected: 200, onExpected };
    },
    delete: () => {
      const id = deletable.pop();
      const call: Call = { method: 'DELETE', path: `/v1/articles/${id ?? 'unknown'}` };
      return { call, expected: id === undefined ? 'not-found' : 204 };
    },
    translate: () => {
      const call = post('/v1/translate', { ...writePopular(POPULAR), target: 'de' });
      return { call, expected: 200 };
    },
    clean: () => ({ call: post('/v1/clean', writePopular()), expected: 200 }),
    estimate: () => ({ call: post('/v1/estimate', writePopular()), expected: 200 }),
    usage: () => ({ call: get('/v1/usage'), expected: 200 }),
    refused: () => {
      const [call, expected] = draw(REFUSED, [get('/v1/nowhere'), 'not-found']);
      return { call, expected };
    },
    oversize: () => ({ call: send('POST', '/v1/articles', OVERSIZE), expected: 'payload-too-large' }),
    'hang up': () => {
      const call = { ...post('/v1/articles', writeNew('left')), hangUpAfterMs: random() * LONGEST_STAY_MS };
      return { call, expected: 200 };
    },
  };
  const make = (operation: Operation): Request => ({ operation, ...MAKE[operation]() });

  return {
    make,
    next() {
      let point = random() * TOTAL_WEIGHT;
      for (const [operation, weight] of Object.entries(WEIGHTS) as [Operation, number][]) {
        if (point < weight) return make(operation);
        point -= weight;
      }
      return make('get');
    },
    owed: () => [...owed],
  };
}
