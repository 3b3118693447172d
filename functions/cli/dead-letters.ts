import type { Clock } from '../../shared/ports/clock.ts';
import type { Queue, QueueMessage } from '../../shared/ports/queue.ts';
import { readReason } from '../events/dead-letter.ts';
import type { DlqArguments, RedriveArguments } from './parse-arguments.ts';

export interface DeadLetterDependencies {
  queue: Pick<Queue, 'send'>;
  deadLetters: Queue;
  clock: Clock;
}

/** What one run holds in memory and hides from others at a time; the rest is for the next run. */
const MAX_MESSAGES = 1_000;

/** Enough to look at them all; if the command dies they are back after that. */
const VISIBILITY_SECONDS = 300;

/** SQS asks all of its servers only when it may wait; else it may overlook messages. */
const WAIT_SECONDS = 1;

const UNANSWERED = {
  code: 'unanswered',
  detail: 'The function gave no answer, time after time; its log says more.',
  correlationId: '',
} as const;

/** `depeche dlq`: shows what lies in the dead-letter queue and why. Resolves to what is printed. */
export async function listDeadLetters({ format }: DlqArguments, deps: DeadLetterDependencies): Promise<string> {
  const messages = await collect(deps.deadLetters);
  await Promise.all(messages.map((message) => deps.deadLetters.release(message)));
  const letters = messages.map((message) => describe(message, deps.clock.nowMs()));
  if (format === 'json') return `${JSON.stringify(letters, null, 2)}\n`;
  if (format === 'jsonl') return letters.map((letter) => `${JSON.stringify(letter)}\n`).join('');
  const lines = letters.map(
    ({ id, code, detail, receiveCount, ageSeconds }) =>
      `${id}  ${code}, ${countDeliveries(receiveCount)}, ${formatAge(ageSeconds)} old: ${detail}\n`,
  );
  return lines.length > 0 ? lines.join('') : 'There are no dead letters.\n';
}

/**
 * `depeche redrive`: sends dead letters to the queue again, all or one by its id. A message is taken off only after the
 * queue has it, so it may be delivered twice but is never lost. What is buried again meanwhile stays for the next run.
 */
export async function redriveDeadLetters({ id }: RedriveArguments, deps: DeadLetterDependencies): Promise<number> {
  const staying = new Set(await collect(deps.deadLetters));
  const chosen = [...staying].filter((message) => id === undefined || message.id === id);
  try {
    for (const message of chosen) {
      await deps.queue.send(message.body);
      await deps.deadLetters.remove(message);
      staying.delete(message);
    }
  } finally {
    await Promise.all([...staying].map((message) => deps.deadLetters.release(message)));
  }
  return chosen.length;
}

async function collect(deadLetters: Queue): Promise<QueueMessage[]> {
  const messages: QueueMessage[] = [];
  while (messages.length < MAX_MESSAGES) {
    const received = await deadLetters.receive({ visibilitySeconds: VISIBILITY_SECONDS, waitSeconds: WAIT_SECONDS });
    if (received.length === 0) break;
    messages.push(...received);
  }
  return messages.sort((one, other) => one.sentAtMs - other.sentAtMs);
}

/** A message that could not be processed, without its text. */
function describe(message: QueueMessage, nowMs: number) {
  const reason = readReason(message) ?? { ...UNANSWERED, receiveCount: message.receiveCount };
  const { code, detail, receiveCount, correlationId } = reason;
  const ageSeconds = Math.max(0, Math.round((nowMs - message.sentAtMs) / 1000));
  return { id: message.id, code, detail, receiveCount, ageSeconds, correlationId };
}

function countDeliveries(count: number): string {
  return count === 1 ? '1 delivery' : `${count} deliveries`;
}

/** One unit is enough at a glance: `40 s`, `12 min`, `3 h`, `5 d`. */
function formatAge(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
