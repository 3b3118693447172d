import { DepecheError } from '../../core/errors.ts';

/** Makes the attempts of one call, one after another: `send` is called once for each. */
export type Attempts = <Answer>(send: () => Promise<Answer>) => Promise<Answer>;

export interface Turns {
  beginCall(): Attempts;
  /** Whether more than one is under way. */
  areSideBySide(): boolean;
}

/**
 * Requests to the table at a time, of all callers together. What is under way when a table stops answering waits out its
 * time-out, so that many are lost to it at any point. At 5 ms a request they are four hundred a second. Who copies a whole table
 * needs more, and has nobody waiting.
 */
const AT_A_TIME = 2;

/** Answers to what an attempt before had no answer to: it may have been done then. */
const askedAgain = new WeakSet<object>();

/** Whether what failed so was asked for before, and had no answer. */
export function wasAskedBefore(error: Error): boolean {
  return askedAgain.has(error);
}

/**
 * Circuit breaker of a table. Once an attempt has waited out its time-out, what is under way is let land, then one request
 * goes alone, and the others after it when it is answered. After `maxWaits` time-outs without an answer between them the
 * table is taken to hang: all that was asked until then, sent or not, fails at once as unanswered. What is asked
 * later is a new try.
 *
 *   A  sent ────── time-out ┐                        A  sent ─── time-out ┐   sent alone ─── time-out ┐
 *   B   sent ────────────── time-out ┐               B  waits ············┴···························┤
 *   C  waits ························┴ all fail      C                        waits ····················┴ all fail
 *
 * So a table that stops answering costs two attempts, whenever it does and however many ask. An answer that gets lost costs one,
 * and says nothing of the table: others were answered meanwhile.
 */
export function createTurns(maxWaits: number, atATime = AT_A_TIME): Turns {
  const waiting: { go: () => void; giveUp: (error: Error) => void }[] = [];
  let underWay = 0;
  let waits = 0;
  /** How often the table was taken to hang. */
  let hangs = 0;
  let answers = 0;

  const noteAnswer = (): void => {
    answers += 1;
    waits = 0;
  };

  const letGo = (): void => {
    while (underWay < (waits === 0 ? atATime : 1)) {
      const next = waiting.shift();
      if (!next) return;
      underWay += 1;
      next.go();
    }
  };

  const takeTurn = (): Promise<void> =>
    new Promise((go, giveUp) => {
      waiting.push({ go, giveUp });
      letGo();
    });

  const giveUp = (): void => {
    hangs += 1;
    waits = 0;
    for (const one of waiting.splice(0)) one.giveUp(unanswered());
  };

  /** An attempt goes on over the connections that the table has closed: no more are kept than requests go at a time. */
  const sendOpen = async <Answer>(send: () => Promise<Answer>): Promise<Answer> => {
    for (let closed = 0; ; closed += 1) {
      try {
        return await send();
      } catch (error) {
        if (isClosed(error) && closed < atATime) continue;
        if (closed > 0) askedAgain.add(error as Error);
        throw error;
      }
    }
  };

  const beginCall = (): Attempts => {
    const asked = hangs;
    let ownWaits = 0;

    const attempt: Attempts = async (send) => {
      if (hangs > asked) throw unanswered();
      await takeTurn();
      const answersBefore = answers;
      try {
        const answer = await sendOpen(send);
        noteAnswer();
        return answer;
      } catch (error) {
        if (isAnswer(error)) noteAnswer();
        if (isTimeout(error)) {
          ownWaits += 1;
          // Those under way beside it may still have been answered by a table that stopped then; more were sent after it.
          const isLostAlone = answers - answersBefore >= atATime;
          if (hangs === asked && !isLostAlone) waits += 1;
          if (waits === maxWaits) giveUp();
        }
        throw error;
      } finally {
        underWay -= 1;
        letGo();
      }
    };

    return async (send) => {
      for (;;) {
        try {
          return await attempt(send);
        } catch (error) {
          if (!isTimeout(error)) {
            if (ownWaits > 0) askedAgain.add(error as Error);
            throw error;
          }
          if (ownWaits === maxWaits || hangs > asked) throw unanswered();
        }
      }
    };
  };

  return { beginCall, areSideBySide: () => underWay > 1 };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

/**
 * Whether the connection was ended before an answer came, which the SDK calls a time-out too. DynamoDB ends those that nobody
 * uses, and a function that slept meanwhile finds out when it sends.
 */
function isClosed(error: unknown): boolean {
  const { code } = error as { code?: string };
  return isTimeout(error) && (code === 'ECONNRESET' || code === 'EPIPE');
}

/** What the SDK made of an answer has its status. */
function isAnswer(error: unknown): boolean {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined;
}

/** Without its cause, a time-out, for which the SDK would ask again by itself. */
function unanswered(): DepecheError {
  return new DepecheError('storage-unavailable', 'The table does not answer; try again in a moment.', {
    isUnanswered: true,
  });
}
