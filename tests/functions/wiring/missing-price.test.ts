import { afterEach, expect, test, vi } from 'vitest';
import { createHttpContainer } from '../../../functions/wiring/lambda.ts';
import { loadHttpConfig } from '../../../shared/config/service-config.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Lines of the log that a function writes at its start. */
async function startWith(env: Record<string, string>): Promise<string[]> {
  const printed: string[] = [];
  const print = (line: unknown) => printed.push(String(line)) > 0;
  vi.stubEnv('AWS_REGION', 'eu-west-3');
  vi.spyOn(process.stdout, 'write').mockImplementation(print);
  vi.spyOn(process.stderr, 'write').mockImplementation(print);
  const container = await createHttpContainer(loadHttpConfig({ DEPECHE_TABLE: 'table', ...env }));
  await container.close();
  return printed.filter((line) => line.includes('has no price'));
}

test('a function whose model has no price says so as an error, by the name of each setting, and starts', async () => {
  const model = { DEPECHE_BEDROCK_MODEL: 'amazon.nova-lite-v1:0' };
  const lines = await startWith(model);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toContain('"level":"ERROR"');
  expect(lines[0]).toContain('DEPECHE_BEDROCK_INPUT_PRICE');
  expect(lines[1]).toContain('DEPECHE_BEDROCK_OUTPUT_PRICE');
  const priced = { DEPECHE_BEDROCK_INPUT_PRICE: '0.06', DEPECHE_BEDROCK_OUTPUT_PRICE: '0' };
  expect(await startWith({ ...model, ...priced })).toEqual([]);
});
