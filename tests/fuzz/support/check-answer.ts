import { expect } from 'vitest';
import { PROBLEMS } from '../../../functions/http/problem.ts';
import { problemSchema } from '../../../shared/contracts/problem.ts';
import { CANARY, PROTOTYPE_KEYS } from './hostile-values.ts';

/** An answer as any way to the app gives it. */
export interface Answer {
  status: number;
  headers: Headers;
  body: string;
}

/** Neither the canary nor any form of it that a careless log or header would show. */
const CANARY_FORMS = [CANARY, encodeURIComponent(CANARY), Buffer.from(CANARY).toString('base64').slice(0, -4)];

/** The least that has to do with whoever sent something: not a word of it. */
export function expectNoCanary(text: string): void {
  for (const form of CANARY_FORMS) expect(text).not.toContain(form);
}

const STRICT_PROBLEM = problemSchema().strict();

/**
 * What holds for every answer, whatever was asked: no failure of ours, problems as the contract says and without a word of
 * the request, headers that nobody else wrote, and the prototypes as they were.
 */
export function checkAnswer({ status, headers, body }: Answer, log: readonly string[]): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status, body).toBeLessThan(500);
  expectNoCanary(log.join('\n'));
  for (const line of log) expect(line.trimEnd()).not.toMatch(/[\n\r]/);
  expectNoCanary([...headers].flat().join('\n'));
  expect(headers.get('x-injected')).toBeNull();
  expect(headers.get('set-cookie')).toBeNull();
  expect(headers.get('x-request-id')).toMatch(/^[\w.:=+-]{1,128}$/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  if (status >= 400 && body !== '') checkProblem(status, headers, body);
  expectCleanPrototypes();
}

function checkProblem(status: number, headers: Headers, body: string): void {
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = STRICT_PROBLEM.parse(JSON.parse(body));
  expect(problem.status).toBe(status);
  expect(PROBLEMS[problem.code]).toEqual({ status, title: problem.title });
  expect(problem.requestId).toBe(headers.get('x-request-id'));
  expectNoCanary(body);
}

/** Nothing that every object would inherit was added or replaced. */
export function expectCleanPrototypes(): void {
  for (const prototype of [Object.prototype, Array.prototype, Function.prototype]) {
    for (const key in prototype) expect.unreachable(`a prototype has gained ${key}`);
  }
  const blank: Record<string, unknown> = {};
  for (const key of ['polluted', 'isAdmin', 'text', 'id']) expect(blank[key]).toBeUndefined();
  for (const key of PROTOTYPE_KEYS)
    expect(typeof blank[key]).toBe(
      key === '__proto__' ? 'object' : blank[key] === undefined ? 'undefined' : 'function',
    );
}
