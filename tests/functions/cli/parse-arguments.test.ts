import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../../functions/cli/parse-arguments.ts';
import { UsageError } from '../../../functions/cli/usage-error.ts';

describe('parseArguments', () => {
  test('reads a command with its defaults', () => {
    expect(parseArguments(['process'])).toEqual({
      kind: 'articles',
      command: 'process',
      files: ['-'],
      target: 'en',
      sentences: 3,
      html: false,
      keep: [],
      engine: undefined,
      format: 'text',
      outDirectory: undefined,
    });
  });

  test('reads files and options in any order', () => {
    const words = [
      'summarize',
      'a.txt',
      '--sentences',
      '2',
      '--jsonl',
      'b.txt',
      '--to=de',
      '--out',
      'results',
      '--html',
      '--keep',
      'À lire aussi',
      '--keep=Partager',
      '--engine',
      'amazon',
    ];
    expect(parseArguments(words)).toMatchObject({
      command: 'summarize',
      files: ['a.txt', 'b.txt'],
      sentences: 2,
      format: 'jsonl',
      target: 'de',
      outDirectory: 'results',
      html: true,
      keep: ['À lire aussi', 'Partager'],
      engine: 'amazon',
    });
  });

  test('knows help, version and serve', () => {
    expect(parseArguments([])).toEqual({ kind: 'help' });
    expect(parseArguments(['help'])).toEqual({ kind: 'help' });
    expect(parseArguments(['clean', '--help'])).toEqual({ kind: 'help' });
    expect(parseArguments(['--version'])).toEqual({ kind: 'version' });
    expect(parseArguments(['serve'])).toEqual({ kind: 'serve' });
  });

  test.each([
    [['tidy'], /no command of that name/],
    [['clena'], /did you mean clean\?/],
    [['clean', '--jsno'], /no option --jsno; did you mean --json\?/],
    [['clean', '--setnences=2'], /did you mean --sentences\?/],
    [['models', 'pul'], /did you mean pull\?/],
    [['serve', '9000'], /DEPECHE_PORT/],
    [['clean', '--json', '--jsonl'], /Choose one/],
    [['clean', '--keep', ' '], /--keep takes words/],
    [['process', '--engine', 'google'], /--engine takes one of amazon, bedrock, openai, local/],
    [['summarize', '--sentences', '0'], /from 1 to 10/],
    [['summarize', '--sentences', '2.5'], /from 1 to 10/],
    [['clean', '--json', 'a.txt', 'b.txt'], /--out DIR/],
    [['clean', '--format', 'md'], /no option --format\. See --help/],
    [['clean', '--colour'], /--help/],
    [['clean', '--to'], /--help/],
  ])('refuses %j and says what to type', (words, message) => {
    expect(() => parseArguments(words)).toThrow(UsageError);
    expect(() => parseArguments(words)).toThrow(message);
  });

  test('dlq takes a format, redrive an id or all', () => {
    expect(parseArguments(['dlq', '--json'])).toEqual({ kind: 'dlq', format: 'json' });
    expect(parseArguments(['redrive', '--all'])).toEqual({ kind: 'redrive', id: undefined });
    expect(parseArguments(['redrive', '--id', 'a-1'])).toEqual({ kind: 'redrive', id: 'a-1' });
    expect(() => parseArguments(['redrive'])).toThrow(UsageError);
    expect(() => parseArguments(['redrive', '--all', '--id', 'a-1'])).toThrow(UsageError);
  });
});
