import { describe, expect, test } from 'vitest';
import { createStreamLogger } from '../../../shared/adapters/telemetry/logger-stream.ts';

const clock = { nowMs: () => Date.UTC(2026, 10, 23, 8), monotonicMs: () => 0, sleep: async () => {} };

function setup(level: 'debug' | 'info' | 'warn' | 'error' = 'info') {
  const lines: string[] = [];
  const logger = createStreamLogger({ write: (line) => void lines.push(line), level, clock });
  return { logger, lines, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('stream logger', () => {
  test('writes one JSON line with time, level, message and bound fields', () => {
    const { logger, lines, parsed } = setup();
    logger.with({ requestId: 'r1' }).info('article processed', { billedCharacters: 12 });
    expect(lines[0]?.endsWith('\n')).toBe(true);
    expect(parsed()).toEqual([
      {
        time: '2026-11-23T08:00:00.000Z',
        level: 'info',
        message: 'article processed',
        requestId: 'r1',
        billedCharacters: 12,
      },
    ]);
  });

  test('leaves out what is below its level', () => {
    const { logger, parsed } = setup('warn');
    logger.debug('a');
    logger.info('b');
    logger.warn('c');
    logger.error('d');
    expect(parsed().map(({ message }) => message)).toEqual(['c', 'd']);
  });

  test('does not let a value or a foreign error message break or fill the line', () => {
    const { logger, lines } = setup();
    logger.error('failed', { id: 'x\n{"level":"forged"}', error: new Error('Le texte de l’article') });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd().includes('\n')).toBe(false);
    expect(lines[0]).not.toContain('texte');
  });
});
