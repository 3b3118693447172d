import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../shared/ports/clock.ts';
import { createHold } from '../language-model-stand-in/create-hold.ts';
import { AWS_JSON, AwsError, readBody, sendAwsJsonError, sendJson } from './aws-json.ts';
import { addOne, bill, createCounts, type StandInCounts } from './counts.ts';
import { createSeededRandom, drawFault } from './fault-plan.ts';
import {
  getTerminology,
  type ImportTerminologyInput,
  importTerminology,
  listLanguages,
  type Terminologies,
  type TranslateTextInput,
  translate,
} from './operations.ts';
import {
  DEFAULT_SETTINGS,
  type Fault,
  isTakenUp,
  isUnheard,
  type TextFault,
  type StandInSettings,
  standInSettings,
} from './settings.ts';
import { spoilTranslation } from './translate-text.ts';

export interface AmazonTranslateStandIn {
  /** For the SDK's `endpoint` or AWS_ENDPOINT_URL_TRANSLATE. */
  readonly endpoint: string;
  counts(): StandInCounts;
  /** Changes behaviour from the next call on. */
  set(change: Partial<StandInSettings>): void;
  /** Forgets counts, settings and terminologies. */
  reset(): void;
  /** Keeps answers back with `true`, and lets them go with `false`. */
  hold(isHeld: boolean): void;
  close(): Promise<void>;
}

const CONTROL_PATH = '/_stand-in';

/**
 * A stand-in for Amazon Translate: an HTTP server that speaks its AWS JSON 1.1 protocol, bills as it does, and fails on
 * demand. Other processes read its counts with `GET /_stand-in`, change settings with `POST` and reset it with `DELETE`.
 */
export async function startAmazonTranslateStandIn(
  initial: Partial<StandInSettings> & { port?: number } = {},
): Promise<AmazonTranslateStandIn> {
  const { port = 0, ...initialSettings } = initial;
  const terminologies: Terminologies = new Map();
  let settings: StandInSettings;
  let counts: StandInCounts;
  let random: Random;
  let concurrentCalls = 0;
  let held: Promise<void> | undefined;
  const hold = createHold((until) => {
    held = until;
  });
  let recentCallsMs: number[] = [];

  function reset(): void {
    settings = standInSettings.parse({ ...DEFAULT_SETTINGS, ...initialSettings });
    counts = createCounts();
    random = createSeededRandom(settings.seed);
    recentCallsMs = [];
    hold(false);
    terminologies.clear();
  }
  function set(change: Partial<StandInSettings>): void {
    settings = standInSettings.parse({ ...settings, ...change });
    if (change.seed !== undefined) random = createSeededRandom(change.seed);
  }
  reset();

  function control(request: IncomingMessage, body: string, response: ServerResponse): void {
    if (request.method === 'DELETE') reset();
    if (request.method === 'POST') set(JSON.parse(body) as Partial<StandInSettings>);
    sendJson(response, 200, counts, 'application/json');
  }

  function isThrottled(): boolean {
    const nowMs = Date.now();
    recentCallsMs = recentCallsMs.filter((callMs) => callMs > nowMs - 1000);
    const tooMany =
      recentCallsMs.length >= (settings.callsPerSecond ?? Infinity) ||
      concurrentCalls > (settings.maxConcurrentCalls ?? Infinity);
    if (!tooMany) recentCallsMs.push(nowMs);
    return tooMany;
  }

  function throttlingError(): AwsError {
    counts.throttledCalls += 1;
    const type = settings.unmodelledThrottling ? 'ThrottlingException' : 'TooManyRequestsException';
    return new AwsError(type, 400, 'Rate exceeded');
  }

  /** Translates, and bills at once. A text that is already in the target language comes back as it is, free of charge. */
  function takeUp(input: TranslateTextInput): ReturnType<typeof translate> {
    const work = translate(input, terminologies);
    if (work.sourceLanguage !== work.target) bill(counts, work.text);
    return work;
  }

  /** Answers one TranslateText call. */
  async function answer(input: TranslateTextInput, response: ServerResponse): Promise<void> {
    counts.calls += 1;
    counts.mostConcurrentCalls = Math.max(counts.mostConcurrentCalls, concurrentCalls);
    if (isThrottled()) throw throttlingError();
    const fault = drawFault<Fault>(settings.nextFaults, settings.faultRates, random);
    if (fault) addOne(counts.faults, fault);
    // What is taken up is billed, whether or not its caller waits for the answer.
    const billedBefore = counts.billedCharacters;
    const work = isTakenUp(fault) ? takeUp(input) : undefined;
    if (isUnheard(fault)) counts.unheardCharacters += counts.billedCharacters - billedBefore;
    if (fault === 'hang') return;
    if (fault === 'stall') return void response.writeHead(200, { 'content-type': AWS_JSON }).write('{');
    if (settings.latencyMs > 0) await sleep(settings.latencyMs);
    await held;
    switch (fault) {
      case 'throttle':
        throw throttlingError();
      case 'internal':
        throw new AwsError('InternalServerException', 500, 'An internal server error occurred.');
      case 'unavailable':
        throw new AwsError('ServiceUnavailableException', 503, 'Amazon Translate is temporarily unavailable.');
      case 'access-denied':
        throw new AwsError('AccessDeniedException', 400, 'User is not authorized to perform translate:TranslateText');
      case 'low-confidence':
        throw new AwsError('DetectedLanguageLowConfidenceException', 400, 'Low confidence.', {
          DetectedLanguageCode: 'ca',
        });
      case 'reset':
      case 'lost-answer':
        response.socket?.resetAndDestroy();
        return;
      case 'malformed':
        response.writeHead(200, { 'content-type': AWS_JSON }).end('<html>upstream');
        return;
    }
    if (work === undefined || response.destroyed) return;
    const { text, translation, sourceLanguage, target, appliedTerminologies } = work;
    const body = {
      TranslatedText: fault === undefined ? translation : spoilTranslation(fault as TextFault, text, translation),
      SourceLanguageCode: sourceLanguage,
      TargetLanguageCode: target,
      ...(input.TerminologyNames ? { AppliedTerminologies: appliedTerminologies } : {}),
    };
    sendJson(response, 200, body, AWS_JSON);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (request.url === CONTROL_PATH) return control(request, body, response);
    const operation = String(request.headers['x-amz-target']).replace('AWSShineFrontendService_20170701.', '');
    addOne(counts.operations, operation);
    const input: unknown = JSON.parse(body);
    switch (operation) {
      case 'TranslateText':
        concurrentCalls += 1;
        response.once('close', () => {
          concurrentCalls -= 1;
        });
        return answer(input as TranslateTextInput, response);
      case 'ListLanguages':
        return sendJson(response, 200, listLanguages(input as { MaxResults?: number }), AWS_JSON);
      case 'ImportTerminology':
        return sendJson(response, 200, importTerminology(input as ImportTerminologyInput, terminologies), AWS_JSON);
      case 'GetTerminology':
        return sendJson(response, 200, getTerminology(input as { Name: string }, terminologies), AWS_JSON);
      default:
        throw new AwsError('UnknownOperationException', 400, `The stand-in does not know ${operation}`);
    }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const known = error instanceof AwsError ? error : new AwsError('ValidationException', 400, String(error));
      sendAwsJsonError(response, known);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: () => structuredClone(counts),
    set,
    reset,
    hold,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
