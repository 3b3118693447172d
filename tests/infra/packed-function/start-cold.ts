import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

const answerSchema = z.object({
  status: z.number(),
  body: z.looseObject({
    translation: z.object({ engine: z.string(), text: z.string() }).optional(),
    code: z.string().optional(),
  }),
  /** Loading the code, and answering the first request after it. */
  importMs: z.number(),
  answerMs: z.number(),
  /** Processor time of the process, all its threads, from its very start. */
  cpuMs: z.number(),
  /** Resident memory of the process after that answer. */
  memoryMb: z.number(),
});

export type ColdAnswer = z.infer<typeof answerSchema>;

export interface ColdStart {
  /** Folder of a built HTTP function. */
  folder: string;
  /** Endpoint and name of its table. */
  table: { endpoint: string; tableName: string };
  text: string;
}

/** Starts a built HTTP function in a fresh process, with its local engine, and has it translate a text. */
export async function startCold({ folder, table, text }: ColdStart): Promise<ColdAnswer> {
  const script = join(import.meta.dirname, 'call-once.mjs');
  const body = JSON.stringify({ text });
  const { stdout } = await run(process.execPath, [script, '/v1/translate', body], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      DEPECHE_TABLE: table.tableName,
      DEPECHE_TRANSLATOR: 'local',
      DEPECHE_LOCAL_WORKERS: '1',
      LOG_LEVEL: 'error',
    },
  });
  // The last line: metrics go to the same stream before it.
  return answerSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
