import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StoredFixture } from './stored-fixture.ts';
import { waitUntil } from '../../system/read-service.ts';
import { startAmazonTranslateStandIn } from '../amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { readItems } from '../dynamodb/copy-table.ts';
import { startTestTable } from '../dynamodb/start-test-table.ts';

const KEY = 'desk';

/** Articles of ours, by the path of what was made of them. */
export const STORED = {
  text: {
    id: 'port-de-brivanne',
    title: 'Le port de Brivanne rouvre aux chalutiers',
    text: [
      'Le port de Brivanne a rouvert mardi aux chalutiers,après six semaines de travaux.',
      'Partager sur Facebook',
      'Les armateurs attendaient cette date depuis la tempête de janvier. Selon la préfecture, 23 bateaux sont sortis.',
    ].join('\n\n'),
    url: 'https://journal.example/port-de-brivanne',
    publishedAt: '2026-11-20T08:00:00Z',
  },
  page: {
    id: 'ecole-de-lormeuil',
    html: '<html lang="fr"><head><title>Lormeuil aura son école</title></head><body><nav><a href="/">Accueil</a></nav><article><h1>Lormeuil aura son école</h1><p>Le conseil municipal de Lormeuil a voté mardi soir la construction d’une école.</p><p>Le chantier doit commencer au printemps et durer dix-huit mois environ.</p></article></body></html>',
  },
  deleted: { id: 'oubli', text: 'Le maire de Castelnoy a présenté mercredi un budget que personne n’attendait.' },
  refused: { id: 'prix', text: 'La criée de Vermandic a vendu 4 500 caisses de poisson en 2025.' },
  underWay: { id: 'en-cours', text: 'La préfète de Saint-Aubry a fermé jeudi le pont de la rivière aux camions.' },
  inMoney: {
    id: 'en-argent',
    text: 'Le port de Kermadec a vendu samedi sa dernière grue à un ferrailleur de Lorvezan.',
  },
  failed: { name: 'casse.json', body: '{ "title": ', id: 'casse' },
} as const;

/** Paths whose answers are kept. */
const ANSWERS = [
  `/v1/articles/${STORED.text.id}?target=en`,
  `/v1/articles/${STORED.page.id}?target=en`,
  `/v1/articles/${STORED.refused.id}?target=en`,
  `/v1/articles/${STORED.failed.id}?target=en`,
  `/v1/articles/${STORED.text.id}/source`,
  '/v1/articles',
  '/v1/usage',
];

/** A server of the checkout, which can be made to end. */
interface Started {
  url: string;
  end(): Promise<unknown>;
}

/**
 * Lets the service of a checkout write one of everything that it stores: articles from text and from a page, one that is
 * deleted, one that failed, a translation that its gate refused, usage of a key. What it stores is read in the middle of a
 * call, as a kill would leave it: what is under way is there as well, an accepted file, a lease, claims, a reservation.
 */
export async function writeStored(
  root: string,
  commit: string,
  startServer: (settings: Record<string, string>) => Promise<Started>,
): Promise<StoredFixture> {
  const [table, translate] = await Promise.all([startTestTable(), startAmazonTranslateStandIn()]);
  const folder = await mkdtemp(join(tmpdir(), 'depeche-stored-'));
  try {
    const servers: Started[] = [];
    const start = async (data: string, budgets: Record<string, string>) => {
      const server = await startServer({
        DEPECHE_DATA_DIR: join(folder, data),
        DEPECHE_TABLE: table.tableName,
        DEPECHE_TRANSLATOR: 'amazon',
        DEPECHE_API_KEYS: KEY,
        DEPECHE_MONTHLY_CHARACTER_BUDGET: '1000000',
        AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
        AWS_ENDPOINT_URL_TRANSLATE: translate.endpoint,
        ...budgets,
      });
      servers.push(server);
      return server;
    };
    let server = await start('first', {});
    const call = (path: string, init: RequestInit = {}) =>
      fetch(server.url + path, {
        ...init,
        headers: { 'content-type': 'application/json', 'x-api-key': KEY, ...init.headers },
      });
    const send = async (path: string, status: number, init: RequestInit) => {
      const answer = await call(path, init);
      if (answer.status !== status) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    };
    const post = (body: object, status = 200, headers = {}) =>
      send('/v1/articles', status, { method: 'POST', headers, body: JSON.stringify(body) });
    const asked: Promise<unknown>[] = [];
    try {
      await mkdir(join(folder, 'first/inbox'), { recursive: true });
      const dropped = join(folder, 'first/inbox', STORED.failed.name);
      await writeFile(`${dropped}.part`, STORED.failed.body);
      await rename(`${dropped}.part`, dropped);
      await post(STORED.text);
      await post(STORED.page);
      await post(STORED.deleted);
      await send(`/v1/articles/${STORED.deleted.id}`, 204, { method: 'DELETE' });
      translate.set({ faultRates: { 'dropped-numbers': 1 } });
      await post(STORED.refused);
      translate.set({ faultRates: {} });
      await waitUntil(async () => {
        const answer = await call(`/v1/articles/${STORED.failed.id}?target=en`);
        return ((await answer.json()) as { status: unknown }).status === 'failed';
      });
      const answers: StoredFixture['answers'] = {};
      for (const path of ANSWERS) answers[path] = (await (await call(path)).json()) as Record<string, unknown>;

      translate.set({ faultRates: { hang: 1 } });
      const leaveAtCall = async (article: { id: string; text: string }, headers = {}) => {
        const { calls } = translate.counts();
        // Whoever asked is cut off where the answer would have come with the article.
        asked.push(call('/v1/articles', { method: 'POST', headers, body: JSON.stringify(article) }).catch(() => {}));
        await waitUntil(async () => translate.counts().calls > calls);
      };
      await leaveAtCall(STORED.underWay, { prefer: 'respond-async' });
      // An account under a budget of money is written otherwise than one without.
      server = await start('second', { DEPECHE_MONTHLY_BUDGET_USD: '1000' });
      await leaveAtCall(STORED.inMoney);
      return {
        commit,
        writtenAt: new Date().toISOString(),
        answers,
        items: await readItems(table.client, table.tableName),
        accepted: await readAccepted(join(folder, 'first/accepted')),
        deadLetter: await buryOne(root),
      };
    } finally {
      await Promise.all(servers.map(({ end }) => end()));
      await Promise.all(asked);
    }
  } finally {
    await Promise.all([table.stop(), translate.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function readAccepted(folder: string): Promise<Record<string, unknown>[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))));
}

/** The attributes under which a version's function buries a message. */
async function buryOne(root: string): Promise<Record<string, string>> {
  const { createBury } = await import(pathToFileURL(join(root, 'functions/events/dead-letter.ts')).href);
  let buried: Record<string, string> = {};
  const send = async (_: string, attributes: Record<string, string>) => {
    buried = attributes;
  };
  const reason = {
    code: 'invalid-json',
    detail: 'The message must be one JSON object.',
    receiveCount: 3,
    correlationId: 'c-1',
  };
  await createBury({ send })({ body: 'this is no event' }, reason);
  return buried;
}
