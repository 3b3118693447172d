import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readLines } from './write-lines.ts';
import { type AnswerFault, answerTask, type ModelAnswer, type ModelTask, type Temper } from './answer-task.ts';

/** Faults of a call that every server can have. */
export type CallFault = 'hang' | 'reset' | 'lost-answer' | 'no-json' | AnswerFault;

export interface StandInState extends Omit<Temper, 'fault'> {
  latencyMs: number;
  /** Keeps every answer back while it is set. */
  held: Promise<void> | undefined;
}

/** What was charged: also for answers that nobody heard. */
export interface ModelBill {
  calls: number;
  input: number;
  output: number;
  /** How often each line was billed: more than once is paid twice. */
  lines: Record<string, number>;
}

/** One call, with the fault that is its turn. */
export interface ServedCall<Fault> {
  request: IncomingMessage;
  response: ServerResponse;
  body: string;
  fault: Fault | 'none' | undefined;
  /** Answers as a model; bills before it notices whether somebody still listens. */
  answer(task: ModelTask, fault: AnswerFault | undefined): Promise<ModelAnswer>;
}

/** The common part of the stand-ins for language models: faults in turn, the bill, answers held back. */
export async function startModelServer<Fault extends string>(
  serve: (call: ServedCall<Fault>) => Promise<void>,
  fail: (response: ServerResponse, error: unknown) => void,
) {
  const bill: ModelBill = { calls: 0, input: 0, output: 0, lines: Object.create(null) as Record<string, number> };
  const state: StandInState = { latencyMs: 0, held: undefined };
  let upcoming: (Fault | 'none')[] = [];
  const answer = async (task: ModelTask, fault: AnswerFault | undefined): Promise<ModelAnswer> => {
    const answered = answerTask(task, { ...state, fault });
    bill.input += answered.inputTokens;
    bill.output += answered.outputTokens;
    for (const { t } of readLines(task.user)) bill.lines[t] = (bill.lines[t] ?? 0) + 1;
    if (state.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, state.latencyMs));
    await state.held;
    return answered;
  };
  const server = createServer(async (request, response) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      bill.calls += 1;
      await serve({ request, response, body: Buffer.concat(chunks).toString('utf8'), fault: upcoming.shift(), answer });
    } catch (error) {
      fail(response, error);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bill: bill as Readonly<ModelBill>,
    /** Faults of the next calls, one each; `none` lets one through. */
    fail(...faults: (Fault | 'none')[]) {
      upcoming = [...upcoming, ...faults];
    },
    set(changes: Partial<StandInState>) {
      Object.assign(state, changes);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
