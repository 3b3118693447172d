import { parseArgs } from 'node:util';
import { suggestName } from '../../shared/config/nearest-name.ts';
import { ENGINE_NAMES, type EngineName } from '../../shared/core/engine-names.ts';
import { toPrintableLine } from '../../shared/core/text/to-printable.ts';
import { type BackfillArguments, parseBackfill } from './backfill/parse-backfill.ts';
import { OPTIONS } from './options.ts';
import { parseRestore, type RestoreArguments } from './restore/parse-restore.ts';
import { UsageError } from './usage-error.ts';

export const COMMANDS = ['process', 'clean', 'segment', 'summarize', 'translate', 'estimate'] as const;
export type CommandName = (typeof COMMANDS)[number];

const ALL_COMMANDS = [...COMMANDS, 'serve', 'models', 'dlq', 'redrive', 'repair', 'restore', 'backfill'];

/** How results are written: for people, one JSON document, or one JSON object a line. */
export type OutputFormat = 'text' | 'json' | 'jsonl';

export interface ArticleArguments {
  kind: 'articles';
  command: CommandName;
  /** Paths; `-` is standard input. Never empty. */
  files: string[];
  target: string;
  sentences: number;
  html: boolean;
  /** Stretches that the cleaning must leave. */
  keep: string[];
  /** The one of the settings, when absent. */
  engine: EngineName | undefined;
  format: OutputFormat;
  /** Directory that gets one file an article instead of standard output. */
  outDirectory: string | undefined;
}

/** Lists the messages that could not be processed. */
export interface DlqArguments {
  kind: 'dlq';
  format: OutputFormat;
}

/** Sends them to the queue again: the one of this id, or all of them. */
export interface RedriveArguments {
  kind: 'redrive';
  id: string | undefined;
}

export const MODEL_ACTIONS = ['list', 'pull', 'verify', 'remove'] as const;

/** Looks after the neural models of this machine. */
export interface ModelsArguments {
  kind: 'models';
  action: (typeof MODEL_ACTIONS)[number];
  names: string[];
  format: OutputFormat;
}

export type Arguments =
  | ArticleArguments
  | DlqArguments
  | RedriveArguments
  | ModelsArguments
  | RestoreArguments
  | BackfillArguments
  | { kind: 'serve' }
  | { kind: 'repair' }
  | { kind: 'help' }
  | { kind: 'version' };

export const HELP = `depeche: French news articles, cleaned, translated, summarised

  depeche process   [FILE…|-]   clean, translate and summarise
  depeche clean     [FILE…|-]   take the page furniture out, repair the typography
  depeche segment   [FILE…|-]   one sentence a line, the text as given
  depeche summarize [FILE…|-]   the sentences that sum it up
  depeche translate [FILE…|-]   clean and translate
  depeche estimate  [FILE…|-]   what processing would bill
  depeche serve                 the API and the page on this machine (npm start)
  depeche models list|pull|verify|remove [NAME…]
                                the neural models of this machine
  depeche dlq                   the messages that could not be processed, and why
  depeche redrive --all         send them to the queue again (or one: --id ID)
  depeche repair                mend a damaged table of this machine, its server stopped
  depeche restore --from-table NAME [--to-table NAME]
                                copy what a table restored to a point in time has and the live one lacks
                                (--dry-run counts; --include-deleted; --restart)
  depeche backfill FOLDER|s3://BUCKET/PREFIX
                                feed an archive into the inbox (--rate N a second; --yes; --dry-run; --restart)

  --to LANGUAGE     target language (en)
  --sentences N     sentences in the summary, 1 to 10 (3)
  --html            the input is a web page
  --keep TEXT       leave these words in when cleaning; may be said more than once
  --engine NAME     amazon, bedrock, openai or local, of those that the settings allow
  --json            one JSON document, of one article
  --jsonl           one input object a line, {"id", "title"?, "text" | "html"}; one result object a line
  --out DIRECTORY   write one file an article there
  --help, --version

Without a FILE, or with -, the article is read from standard input. A FILE that ends in .json is an input object, one that
ends in .html or .htm a web page, as in the inbox. The queues of dlq and redrive are named by
DEPECHE_QUEUE_URL and DEPECHE_DEAD_LETTER_QUEUE_URL.
`;

/** What a flag to the server would have meant. */
export const SETTINGS_ARE_VARIABLES = 'Settings are environment variables, such as DEPECHE_PORT=9000.';

/** Reads the words after `depeche`. Throws `UsageError`. */
export function parseArguments(words: readonly string[]): Arguments {
  const { values, positionals } = parse(words);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, ...files] = positionals;
  if (command === undefined || command === 'help') return { kind: 'help' };
  if (command === 'serve') {
    if (words.length > 1) throw new UsageError(`serve takes no more words. ${SETTINGS_ARE_VARIABLES}`);
    return { kind: 'serve' };
  }
  if (command === 'repair') {
    if (words.length > 1) throw new UsageError('repair takes no more words. DEPECHE_DATA_DIR names the folder.');
    return { kind: 'repair' };
  }
  if (command === 'redrive') {
    if (values.all === (values.id !== undefined)) throw new UsageError('redrive takes one of --all and --id ID.');
    return { kind: 'redrive', id: values.id };
  }
  const format = values.jsonl ? 'jsonl' : values.json ? 'json' : 'text';
  if (command === 'dlq') return { kind: 'dlq', format };
  if (command === 'models') return parseModels(files, format);
  if (command === 'restore') return parseRestore(values, files);
  if (command === 'backfill') return parseBackfill(values, files);
  const known = COMMANDS.find((name) => name === command);
  if (!known)
    throw new UsageError(
      `There is no command of that name${suggestName(command, ALL_COMMANDS) || '.'} Commands: ${ALL_COMMANDS.join(', ')}.`,
    );
  if (values.json && values.jsonl) throw new UsageError('Choose one of --json and --jsonl.');
  if (values.json && files.length > 1 && values.out === undefined) {
    throw new UsageError('--json prints one result; of several files, write each with --out DIR.');
  }
  const sentences = Number(values.sentences);
  if (!Number.isInteger(sentences) || sentences < 1 || sentences > 10) {
    throw new UsageError('--sentences takes a whole number from 1 to 10.');
  }
  const keep = values.keep ?? [];
  if (keep.some((stretch) => stretch.trim() === '')) {
    throw new UsageError('--keep takes words of the article that the cleaning must leave.');
  }
  const engine = ENGINE_NAMES.find((name) => name === values.engine);
  if (values.engine !== undefined && engine === undefined) {
    throw new UsageError(`--engine takes one of ${ENGINE_NAMES.join(', ')}.`);
  }
  return {
    kind: 'articles',
    command: known,
    files: files.length > 0 ? files : ['-'],
    target: values.to,
    sentences,
    html: values.html,
    keep,
    engine,
    format,
    outDirectory: values.out,
  };
}

function parseModels([action = 'list', ...names]: string[], format: OutputFormat): ModelsArguments {
  const known = MODEL_ACTIONS.find((name) => name === action);
  if (!known) {
    throw new UsageError(`models takes one of ${MODEL_ACTIONS.join(', ')}${suggestName(action, MODEL_ACTIONS)}`);
  }
  if (known === 'remove' && names.length === 0) throw new UsageError('models remove takes the names of models.');
  return { kind: 'models', action: known, names, format };
}

function parse(words: readonly string[]) {
  const known = Object.keys(OPTIONS);
  const { tokens } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: OPTIONS,
    strict: false,
    tokens: true,
  });
  const unknown = tokens.find((token) => token.kind === 'option' && !known.includes(token.name));
  if (unknown?.kind === 'option') {
    const flags = known.map((name) => `--${name}`);
    const what = toPrintableLine(unknown.rawName);
    throw new UsageError(`There is no option ${what}${suggestName(`--${unknown.name}`, flags) || '.'} See --help.`);
  }
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message.split('. ')[0] : 'Bad arguments'}. See --help.`);
  }
}
