import { startChatCompletionsStandIn } from '../support/chat-completions-stand-in/start-chat-completions-stand-in.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { articlePublished, objectCreated } from '../functions/events/setup.ts';
import type { Statement } from '../support/policy/evaluate.ts';
import { readStagePolicies } from '../support/policy/read-stage-policies.ts';
import { FUNCTION_DESCRIPTIONS } from '../support/policy/resolve-template.ts';
import { type StageOptions, startStage, type TestStage } from '../support/policy/start-stage.ts';

const TEXT =
  'Le conseil municipal de Brivanne a voté mardi la construction d’une école. Le chantier durera deux ans et coûtera ' +
  '12 millions d’euros. Selon la maire, Anne Le Goff, 340 élèves y seront accueillis dès la rentrée.';

/** Too many sentences for one batch of reads. */
const LONG_TEXT = Array.from(
  { length: 110 },
  (_, n) =>
    `Le rapport numéro ${n} décrit en détail les travaux du pont ${n * 7} et ceux de la route ${n * 13}, puis leur coût.`,
).join(' ');

/** Grants that no request through the proxy uses, each with its reason; anything else that is unused fails. */
const USED_ELSEWHERE: Readonly<Record<string, string>> = {
  'logs:CreateLogStream': 'Lambda writes the log in the name of the role',
  'logs:PutLogEvents': 'Lambda writes the log in the name of the role',
  'xray:PutTraceSegments': 'the daemon beside the function sends traces in the name of the role',
  'xray:PutTelemetryRecords': 'the daemon beside the function sends traces in the name of the role',
  's3:ListBucket': 'without it S3 says "forbidden" for an object that is gone',
  'sqs:ReceiveMessage': 'the event source mapping polls the queue in the name of the role',
  'sqs:DeleteMessage': 'the event source mapping polls the queue in the name of the role',
  'sqs:GetQueueAttributes': 'the event source mapping polls the queue in the name of the role',
  'sqs:GetQueueUrl': 'CDK grants it with the event source',
};

const actionsOf = ({ Action }: Statement) => [Action].flat();

/** Grants of a function that nothing used, but for those with a reason. */
function unusedGrants({ statements, proxy }: TestStage['http']): string[] {
  return statements.flatMap((statement) =>
    actionsOf(statement).filter(
      (action) => proxy.used.get(statement)?.has(action) !== true && USED_ELSEWHERE[action] === undefined,
    ),
  );
}

/** Both functions with an engine that is none of the stage's own: named, in another language, and kept by its article. */
async function chooseAmazon(stage: TestStage): Promise<void> {
  const article = { text: `${TEXT} Un autre choix.`, source: 'auto', engine: 'amazon' };
  const made = { translation: { engine: 'amazon-translate' } };
  expect((await stage.call('POST', '/v1/articles', { ...article, id: 'choice' })).body).toMatchObject(made);
  expect((await stage.call('POST', '/v1/articles/choice/refresh?target=en')).body).toMatchObject(made);
  const published = { ...article, id: 'choice-2', text: `${TEXT} Le même choix.` };
  const messages = [articlePublished(published), articlePublished({ ...published, engine: undefined, refresh: true })];
  for (const message of messages) expect(await stage.deliver([message])).toEqual({ batchItemFailures: [] });
  expect((await stage.call('GET', '/v1/articles/choice-2')).body).toMatchObject(made);
  expect(await stage.call('POST', '/v1/articles', { ...article, engine: 'bedrock' })).toMatchObject({ status: 422 });
}

/** Every way through both functions. Answers are looked at, so that a refusal that was swallowed is seen as well. */
async function useEverything(stage: TestStage): Promise<void> {
  const article = { id: 'ecole', title: 'Une école à Brivanne', text: `${TEXT}\n\nPartager sur Facebook` };
  expect(await stage.call('GET', '/v1/health')).toMatchObject({ status: 200 });
  expect((await stage.call('POST', '/v1/articles', article)).body).toMatchObject({
    status: 'completed',
    cached: false,
  });
  expect((await stage.call('POST', '/v1/articles', article)).body).toMatchObject({ cached: true });
  expect((await stage.call('POST', '/v1/articles', { ...article, refresh: true })).body).toMatchObject({
    cached: false,
  });
  const refresh = '/v1/articles/ecole/refresh?target=en';
  expect((await stage.call('POST', refresh, { keep: ['Partager sur Facebook'] })).body).toMatchObject({
    cached: false,
    cleaning: { removed: [] },
  });
  expect((await stage.call('POST', refresh)).body).toMatchObject({ cached: false, cleaning: { removed: [] } });
  const changed = { ...article, text: `${TEXT} La gare rouvrira en juin.` };
  const { body } = await stage.call('POST', '/v1/articles', changed);
  expect(body).toMatchObject({ cached: false });
  expect(body.warnings.map(({ code }: { code: string }) => code)).not.toContain('cache-unavailable');
  expect(await stage.call('GET', '/v1/articles/ecole')).toMatchObject({ status: 200, body: { cached: true } });
  expect(await stage.call('GET', '/v1/articles/ecole/source')).toMatchObject({ status: 200 });
  expect((await stage.call('GET', '/v1/articles?limit=5')).body.articles).toMatchObject([{ id: 'ecole' }]);
  expect(await stage.call('POST', '/v1/translate', { text: `${TEXT} Une autre fin.` })).toMatchObject({ status: 200 });
  expect(await stage.call('POST', '/v1/summarize', article)).toMatchObject({ status: 200 });
  expect(await stage.call('POST', '/v1/clean', article)).toMatchObject({ status: 200 });
  expect(await stage.call('POST', '/v1/estimate', article)).toMatchObject({ status: 200 });
  expect(await stage.call('GET', '/v1/usage')).toMatchObject({ status: 200 });
  expect(await stage.call('GET', '/v1/engines')).toMatchObject({ status: 200 });
  const auto = { id: 'auto', text: TEXT, source: 'auto' };
  expect(await stage.call('POST', '/v1/articles', auto)).toMatchObject({ status: 200 });

  const long = await stage.call('POST', '/v1/articles', { id: 'long', text: LONG_TEXT }, { prefer: 'respond-async' });
  expect(long).toMatchObject({ status: 202 });
  const [key = ''] = await stage.objects('inbox/accepted/long/');
  const accepted = objectCreated(key, { bucket: stage.bucket, size: LONG_TEXT.length });
  expect(await stage.deliver([accepted])).toEqual({ batchItemFailures: [] });
  // Delivered twice, as queues do: the result is read back, all parts of it.
  expect(await stage.deliver([accepted])).toEqual({ batchItemFailures: [] });
  const stored = await stage.call('GET', '/v1/articles/long');
  expect(stored).toMatchObject({ status: 200, body: { status: 'completed', cached: true } });
  expect(await stage.call('DELETE', '/v1/articles/long')).toMatchObject({ status: 204 });
  expect(await stage.call('GET', '/v1/articles/long')).toMatchObject({ status: 404 });

  // Deleted while it waits: its object goes with it, and its message ends in silence.
  const dropped = { id: 'dropped', text: `${TEXT} Personne ne le lira.` };
  expect(await stage.call('POST', '/v1/articles', dropped, { prefer: 'respond-async' })).toMatchObject({ status: 202 });
  const [droppedKey = ''] = await stage.objects('inbox/accepted/dropped/');
  expect(await stage.call('DELETE', '/v1/articles/dropped')).toMatchObject({ status: 204 });
  expect(await stage.objects('inbox/accepted/dropped/')).toEqual([]);
  expect(await stage.deliver([objectCreated(droppedKey, { bucket: stage.bucket })])).toEqual({ batchItemFailures: [] });
  expect(await stage.call('GET', '/v1/articles/dropped')).toMatchObject({ status: 404 });

  await stage.upload('inbox/phare.txt', TEXT);
  const messages = [
    objectCreated('inbox/phare.txt', { bucket: stage.bucket }),
    objectCreated('inbox/gone.txt', { bucket: stage.bucket }),
    articlePublished({ id: 'bus', text: `${TEXT} Le bus passe.` }),
    articlePublished({ id: 'bus-auto', text: `${TEXT} Le tram passe.`, source: 'auto' }),
    articlePublished({ id: 'klingon', text: TEXT, target: 'tlh' }),
    'nobody can read this',
  ];
  await stage.deliver(messages);
  for (const id of ['phare', 'bus']) {
    expect((await stage.call('GET', `/v1/articles/${id}`)).body).toMatchObject({ status: 'completed' });
  }
  // While the bus is away a message goes back, hidden until it is due again.
  stage.bus.faults.push(...Array.from({ length: 20 }, () => ({ error: 'InternalFailure', status: 500 })));
  const early = articlePublished({ id: 'early', text: `${TEXT} Le bus ne vient pas.` });
  expect((await stage.deliver([early])).batchItemFailures).toHaveLength(1);
  stage.bus.faults.length = 0;
  expect(await stage.deliver([early])).toEqual({ batchItemFailures: [] });
  expect(stage.bus.accepted.map(({ DetailType }) => DetailType)).toContain('ArticleProcessed');
}

/** What a function does its own way for each engine; the table, the bucket, the queue and the bus it uses as every stage does. */
async function useEngine(stage: TestStage): Promise<void> {
  const made = { status: 200, body: { status: 'completed', cached: false } };
  expect(await stage.call('POST', '/v1/articles', { id: 'ecole', text: TEXT })).toMatchObject(made);
  const auto = { id: 'auto', text: `${TEXT} Dans quelle langue ?`, source: 'auto' };
  expect(await stage.call('POST', '/v1/articles', auto)).toMatchObject(made);
  expect(await stage.call('POST', '/v1/translate', { text: `${TEXT} Une autre fin.` })).toMatchObject({ status: 200 });
  expect(await stage.call('POST', '/v1/estimate', { text: TEXT })).toMatchObject({ status: 200 });
  expect(await stage.call('GET', '/v1/engines')).toMatchObject({ status: 200 });
  const messages = [
    articlePublished({ id: 'bus', text: `${TEXT} Le bus passe.` }),
    articlePublished({ id: 'bus-auto', text: `${TEXT} Le tram passe.`, source: 'auto' }),
    articlePublished({ id: 'klingon', text: TEXT, target: 'tlh' }),
  ];
  expect(await stage.deliver(messages)).toEqual({ batchItemFailures: [] });
  for (const id of ['bus', 'bus-auto']) {
    expect((await stage.call('GET', `/v1/articles/${id}`)).body).toMatchObject({ status: 'completed' });
  }
}

async function summarizeAbstractively(stage: TestStage): Promise<void> {
  const summary = { method: 'bedrock' };
  const made = { summary: { method: 'abstractive' } };
  const abstract = await stage.call('POST', '/v1/articles', { id: 'abstract', text: TEXT, summary });
  expect(abstract.body).toMatchObject(made);
  await stage.deliver([articlePublished({ id: 'abstract-2', text: `${TEXT} Une suite.`, summary })]);
  expect((await stage.call('GET', '/v1/articles/abstract-2')).body).toMatchObject(made);
}

/** One for each action of each statement. */
const grantsIn = (statements: readonly Statement[]) =>
  statements.flatMap((statement) => actionsOf(statement).map((action) => ({ ...statement, Action: action })));

const isOfEngine = (action: string) => /^(?:translate|comprehend|bedrock|secretsmanager):/.test(action);

/** These grants on engines, each of them used, and otherwise what the defaults grant, whose stage uses all of that. */
async function expectGrantsOfEngine(stage: TestStage, granted: readonly string[]): Promise<void> {
  const { statements: ofDefaults } = await readStagePolicies();
  for (const name of ['http', 'events'] as const) {
    const grants = grantsIn(stage[name].statements);
    const actions = grants.map(({ Action }) => Action).filter(isOfEngine);
    expect(actions.sort()).toEqual([...granted].sort());
    expect(unusedGrants(stage[name]).filter(isOfEngine)).toEqual([]);
    const others = (some: typeof grants) => some.filter(({ Action }) => !isOfEngine(Action));
    expect(others(grants)).toEqual(others(grantsIn(ofDefaults[FUNCTION_DESCRIPTIONS[name]] ?? [])));
  }
}

/** Nothing that either function did or logged speaks of a refusal. */
function expectNothingRefused({ http, events }: TestStage): void {
  for (const fn of [http, events]) {
    expect(fn.proxy.denied).toEqual([]);
    const errors = fn.running.log().match(/^.*"level":"ERROR".*$/gm) ?? [];
    expect(errors.filter((line) => !/Message goes (?:back to the queue|to the dead-letter queue)/.test(line))).toEqual(
      [],
    );
  }
}

async function expectTrialPasses(stage: TestStage): Promise<void> {
  const articles = await stage.call('GET', '/v1/articles');
  const usage = await stage.call('GET', '/v1/usage');
  const announced = stage.bus.accepted.length;
  const hook = await stage.deploy();
  expect(hook.running.log().match(/^.*"level":"ERROR".*$/gm) ?? []).toEqual([]);
  expect(hook.told).toMatchObject([{ status: 'Succeeded' }, { status: 'Succeeded' }]);
  expect(hook.proxy.denied).toEqual([]);
  expect(unusedGrants(hook)).toEqual([]);
  expect(await stage.call('GET', '/v1/articles')).toEqual(articles);
  expect((await stage.call('GET', '/v1/usage')).body).toEqual(usage.body);
  expect(stage.bus.accepted).toHaveLength(announced);
}

describe('a stage with its defaults', () => {
  let stage: TestStage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.stop());

  test('does everything that it does under its own policies, and is granted nothing more', async () => {
    await useEverything(stage);
    expectNothingRefused(stage);
    // What speaks against a version is told by version; the message that nobody can read was buried.
    expect(stage.events.running.log()).toMatch(/^(?=.*"version":"1")(?=.*"LettersBuried":1).*$/m);
    for (const fn of [stage.http, stage.events]) {
      expect(fn.running.log()).toMatch(/^(?=.*"message":"Function started")(?=.*"version":"\d+\.\d+\.\d+").*$/m);
    }
    expect({ http: unusedGrants(stage.http), events: unusedGrants(stage.events) }).toEqual({ http: [], events: [] });
  });

  test('passes the trial of a deployment under the hook’s own policy, which grants it nothing more', () =>
    expectTrialPasses(stage));
});

const AMAZON = ['comprehend:DetectDominantLanguage', 'translate:ListLanguages', 'translate:TranslateText'];
const NOVA = { bedrockModel: 'eu.amazon.nova-lite-v1:0', bedrockInputPrice: 0.06, bedrockOutputPrice: 0.24 };

describe.each<[string, StageOptions, string[]]>([
  [
    'with a glossary and an abstractive summary',
    { context: NOVA, glossary: { content: Buffer.from('fr,en\nconseil municipal,town council\n'), version: 'abc' } },
    ['bedrock:InvokeModel', ...AMAZON],
  ],
  ['that translates by a model on Bedrock', { context: { translator: 'bedrock', ...NOVA } }, ['bedrock:InvokeModel']],
  ['with the local engine', { context: { translator: 'local' } }, []],
  [
    'with the local engine, and Amazon Translate by choice and as its fallback',
    { context: { translator: 'local', enginesAllowed: 'amazon', translatorFallback: 'amazon' } },
    AMAZON,
  ],
])('a stage %s', (_, options, granted) => {
  let stage: TestStage;
  beforeAll(async () => {
    stage = await startStage(options);
  });
  afterAll(() => stage.stop());

  test('uses its engines under its own policies, which are those of the defaults but for the engines', async () => {
    await useEngine(stage);
    if (options.context?.enginesAllowed !== undefined) await chooseAmazon(stage);
    if (options.context?.bedrockModel !== undefined) await summarizeAbstractively(stage);
    expectNothingRefused(stage);
    await expectGrantsOfEngine(stage, granted);
  });

  test('passes the trial of a deployment under the hook’s own policy, which grants it nothing more', () =>
    expectTrialPasses(stage));
});

describe('a stage whose operator made a slip', () => {
  let stage: TestStage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.stop());

  test('without ListLanguages does all but name the languages; TranslateText has the last word', async () => {
    for (const { proxy } of [stage.http, stage.events]) proxy.revoke('translate:ListLanguages');
    expect(await stage.call('POST', '/v1/articles', { id: 'a', text: TEXT })).toMatchObject({ status: 200 });
    expect(await stage.call('POST', '/v1/estimate', { text: TEXT, target: 'tlh' })).toMatchObject({ status: 200 });
    expect(await stage.call('POST', '/v1/translate', { text: TEXT, target: 'tlh' })).toMatchObject({
      status: 422,
      body: { code: 'unsupported-language' },
    });
    const later = { id: 'b', text: TEXT, target: 'tlh' };
    expect(await stage.call('POST', '/v1/articles', later, { prefer: 'respond-async' })).toMatchObject({ status: 202 });
    const [key = ''] = await stage.objects('inbox/accepted/b/');
    expect(await stage.deliver([objectCreated(key, { bucket: stage.bucket })])).toEqual({ batchItemFailures: [] });
    expect((await stage.call('GET', '/v1/articles/b?target=tlh')).body).toMatchObject({
      status: 'failed',
      problem: { code: 'unsupported-language' },
    });
  });

  test('without the right to keep results gets no traffic for a new version', async () => {
    for (const { proxy } of [stage.http, stage.events]) proxy.revoke('dynamodb:UpdateItem');
    const hook = await stage.deploy();
    for (const { proxy } of [stage.http, stage.events]) proxy.restore();
    expect(hook.told).toMatchObject([{ status: 'Failed' }, { status: 'Failed' }]);
  });

  test('without TranslateText gives no article up: messages go back, and through once it is mended', async () => {
    for (const { proxy } of [stage.http, stage.events]) proxy.revoke('translate:TranslateText');
    const before = stage.bus.accepted.length;
    const messages = Array.from({ length: 8 }, (_, n) =>
      articlePublished({ id: `slip-${n}`, text: `${TEXT} Fin ${n}.` }),
    );
    const { batchItemFailures } = await stage.deliver(messages);
    expect(batchItemFailures).toHaveLength(8);
    expect(stage.bus.accepted).toHaveLength(before);
    for (const { proxy } of [stage.http, stage.events]) proxy.restore();
    expect(await stage.deliver(messages)).toEqual({ batchItemFailures: [] });
    expect((await stage.call('GET', '/v1/articles/slip-7')).body).toMatchObject({ status: 'completed' });
  });
});

describe('a stage that translates by a model behind chat completions', () => {
  const openaiSecretArn = 'arn:aws:secretsmanager:eu-west-3:111111111111:secret:llm-key-AbCdEf';

  test('reads its key from the one secret that it may read, and has it in no template', async () => {
    const model = await startChatCompletionsStandIn();
    const stage = await startStage({
      context: {
        translator: 'openai',
        openaiBaseUrl: model.baseUrl,
        openaiModel: 'qwen3:8b',
        openaiSecretArn,
        openaiInputPrice: 0,
        openaiOutputPrice: 0,
      },
    });
    await useEngine(stage);
    expectNothingRefused(stage);
    await expectGrantsOfEngine(stage, ['secretsmanager:GetSecretValue']);
    expect(new Set(model.calls.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer stage-key']));
    for (const fn of [stage.http, stage.events]) {
      expect(fn.proxy.allowed).toContainEqual({ action: 'secretsmanager:GetSecretValue', resource: openaiSecretArn });
    }
    await stage.stop();
    await model.close();
  });
});
