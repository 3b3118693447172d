import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../../infra/build/bundle-functions.ts';
import { ARTICLE } from '../functions/http/start-app.ts';
import { type BundleStart, type ColdStart, startBundle } from '../support/cold-start/start-bundle.ts';
import { startAmazonTranslateStandIn } from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { startTestTable } from '../support/dynamodb/start-test-table.ts';
import { bundleBareClients } from './cold/bundle-bare.ts';
import { atMost, type Bench, kilobytes, median, megabytes, milliseconds, ratio } from './report.ts';

const ROUNDS = 15;
const MAX_RATIO_TO_BARE = 1.35;

/** The first article that is sent may take as long as three imports of the bare clients. */
const MAX_FIRST_POST_TO_BARE = 3;

/** What Lambda adds as the stack declares it: Node reads the source maps with the code. */
const AS_DEPLOYED = { NODE_OPTIONS: '--enable-source-maps' };

/** Parts of the HTTP function that wait for their first use, and for what. */
const REASONS: Readonly<Record<string, string>> = {
  'process-use-cases': 'the rules of the text: most requests are answered with what is stored',
  'check-translation': 'the integrity gate: for sentences that are new',
  'summarize-sentences': 'the summary: for an article that is new',
  'create-amazon-calls': 'Amazon Translate: for sentences that are new',
  'inbox-s3': 'S3: for articles that are taken on for later',
  'extract-article': 'Readability and linkedom: for HTML',
  'static.medium': 'the language data: for an article that is new',
  esm: 'the tracer with X-Ray: for a request that is sampled',
  'describe-api': 'the OpenAPI document',
  'get-docs': 'the reference',
  'get-page': 'the page',
  'build-assets': 'its script and style sheet',
  'glossary-csv': 'the glossary, where a stage has one',
  'create-bedrock-summarizer': 'Bedrock, where a stage has it',
};

/**
 * Fresh processes that import each function's bundle, beside the bare clients of the SDK bundled alone, taking turns; then
 * the first requests after the import.
 */
export const benchCold: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depeche-cold-'));
  const table = await startTestTable();
  const engine = await startAmazonTranslateStandIn();
  try {
    const bare = await bundleBareClients(join(folder, 'bare'));
    const built = await bundleFunctions(folder, { withLocalEngine: false, glossary: undefined });
    const env = {
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      AWS_ENDPOINT_URL_TRANSLATE: engine.endpoint,
      DEPECHE_TABLE: table.tableName,
      DEPECHE_INBOX_BUCKET: 'inbox',
      DEPECHE_BUS: 'bus',
      DEPECHE_QUEUE_URL: 'http://localhost/queue',
      DEPECHE_DEAD_LETTER_QUEUE_URL: 'http://localhost/dead',
      LOG_LEVEL: 'error',
    };
    const http = { folder: built.http.folder, file: 'functions/wiring/index.mjs', env };
    const get = (path: string) => ({ method: 'GET', path });
    const post = { method: 'POST', path: '/v1/articles', body: { ...ARTICLE, id: 'cold' } };
    await startBundle({ ...http, requests: [post] });
    const starts = await takeTurns({
      bare: { folder: join(folder, 'bare'), file: bare },
      http,
      events: { folder: built.events.folder, file: 'functions/wiring/index.mjs', env },
      deployed: { ...http, env: { ...env, ...AS_DEPLOYED } },
      health: { ...http, requests: [get('/v1/health')] },
      hit: { ...http, requests: [get('/v1/articles/cold')] },
      again: { ...http, requests: [post] },
    });
    const importsOf = (name: keyof typeof starts) => median(starts[name].map(({ importMs }) => importMs));
    const memoryOf = (name: keyof typeof starts) => median(starts[name].map(({ importMb }) => importMb * 1e6));
    const firstOf = (name: keyof typeof starts) =>
      median(starts[name].map(({ answers }) => answers[0]?.ms ?? Number.NaN));
    const toBare = importsOf('http') / importsOf('bare');
    const postToBare = firstOf('again') / importsOf('bare');
    const bareFigure = `${milliseconds(importsOf('bare'))} the bare clients`;
    return [
      { what: 'HTTP: import', value: milliseconds(importsOf('http')), baseline: bareFigure },
      { what: 'HTTP: import to the bare clients', value: ratio(toBare), bar: atMost(toBare, MAX_RATIO_TO_BARE) },
      { what: 'HTTP: import with its source maps, as deployed', value: milliseconds(importsOf('deployed')) },
      { what: 'events: import', value: milliseconds(importsOf('events')), baseline: bareFigure },
      ...(['http', 'events'] as const).map((name) => ({
        what: `${name === 'http' ? 'HTTP' : name}: resident after the import`,
        value: megabytes(memoryOf(name)),
        baseline: `${megabytes(memoryOf('bare'))} the bare clients`,
      })),
      { what: 'HTTP: first request, GET health', value: milliseconds(firstOf('health')) },
      { what: 'HTTP: first request, GET a stored article', value: milliseconds(firstOf('hit')) },
      { what: 'HTTP: first request, POST a stored article', value: milliseconds(firstOf('again')) },
      {
        what: 'HTTP: that POST to the import of the bare clients',
        value: ratio(postToBare),
        bar: atMost(postToBare, MAX_FIRST_POST_TO_BARE),
      },
      ...built.http.lazyChunks.flatMap(({ name, bytes }) => {
        const reason = REASONS[name.replace(/-[A-Z0-9]{8}\.mjs$/, '')];
        return reason === undefined ? [] : [{ what: `HTTP, lazily: ${reason}`, value: kilobytes(bytes) }];
      }),
    ];
  } finally {
    await engine.close();
    await table.stop();
    await rm(folder, { recursive: true });
  }
};

async function takeTurns<Name extends string>(
  starts: Record<Name, BundleStart>,
): Promise<Record<Name, readonly ColdStart[]>> {
  const names = Object.keys(starts) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as ColdStart[]])) as Record<Name, ColdStart[]>;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) results[name].push(await startBundle(starts[name]));
  }
  return results;
}
