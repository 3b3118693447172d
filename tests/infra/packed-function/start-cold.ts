import { z } from 'zod';
import { startBundle } from '../../support/cold-start/start-bundle.ts';

const bodySchema = z.looseObject({
  translation: z.object({ engine: z.string(), text: z.string() }).optional(),
  code: z.string().optional(),
});

export interface ColdAnswer {
  status: number;
  body: z.infer<typeof bodySchema>;
  importMs: number;
  /** Answering the first request. */
  answerMs: number;
  cpuMs: number;
  memoryMb: number;
}

export interface ColdTranslation {
  /** Folder of a built HTTP function. */
  folder: string;
  /** Endpoint and name of its table. */
  table: { endpoint: string; tableName: string };
  text: string;
}

/** Starts a built HTTP function in a fresh process, with its local engine, and has it translate a text. */
export async function startCold({ folder, table, text }: ColdTranslation): Promise<ColdAnswer> {
  const { answers, ...figures } = await startBundle({
    folder,
    file: 'functions/wiring/index.mjs',
    requests: [{ method: 'POST', path: '/v1/translate', body: { text } }],
    env: {
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      DEPECHE_TABLE: table.tableName,
      DEPECHE_TRANSLATOR: 'local',
      DEPECHE_LOCAL_WORKERS: '1',
      LOG_LEVEL: 'error',
    },
  });
  const [answer] = answers;
  if (!answer) throw new Error('The function was not called.');
  return { ...figures, status: answer.status, answerMs: answer.ms, body: bodySchema.parse(JSON.parse(answer.body)) };
}
