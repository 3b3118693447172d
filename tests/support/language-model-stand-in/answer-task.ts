import { type LinesFault, type NumberedLine, readLines, translateLines, writeLines } from './write-lines.ts';
import { type SummaryFault, writeSummary } from './write-summary.ts';

/** Faults of an answer that is billed; those of summaries spoil summaries, the others what they name. */
export type AnswerFault = SummaryFault | LinesFault | 'cut' | 'filtered' | 'refused';

export interface ModelTask {
  system: string;
  user: string;
  maxTokens: number;
  /** Whether the answer is held to a schema, or to JSON at least. */
  isHeld: boolean;
}

export interface ModelAnswer {
  text: string;
  stop: 'end' | 'cut' | 'filtered' | 'refused';
  inputTokens: number;
  outputTokens: number;
}

/** How a model stands to what it reads. */
export interface Temper {
  fault?: AnswerFault | undefined;
  /** Lines that a content filter stops. */
  isFiltered?: ((text: string) => boolean) | undefined;
  /** What a gullible model makes of the lines that it has translated, having read all of them. */
  obey?: ((read: readonly NumberedLine[], translated: readonly NumberedLine[]) => NumberedLine[]) | undefined;
}

/** What the models behind the stand-ins do: they summarise an article, translate numbered lines, or say the message again. */
export function answerTask(task: ModelTask, { fault, isFiltered, obey }: Temper): ModelAnswer {
  const lines = readLines(task.user);
  const whole = write(task, lines, fault, obey);
  const inputTokens = countTokens(task.system + task.user);
  if (fault === 'filtered' || fault === 'refused' || lines.some(({ t }) => isFiltered?.(t) === true)) {
    return { text: '', stop: fault === 'refused' ? 'refused' : 'filtered', inputTokens, outputTokens: 1 };
  }
  const maxTokens = fault === 'cut' ? Math.floor(countTokens(whole) / 2) : task.maxTokens;
  const text = whole.slice(0, maxTokens * CHARACTERS_PER_TOKEN);
  return { text, stop: text === whole ? 'end' : 'cut', inputTokens, outputTokens: countTokens(text) };
}

const SUMMARY_FAULTS: ReadonlySet<string> = new Set<SummaryFault>([
  'invented-number',
  'invented-name',
  'prose',
  'empty',
  'too-many',
]);
const isOfSummaries = (fault: AnswerFault | undefined): fault is SummaryFault =>
  fault !== undefined && SUMMARY_FAULTS.has(fault);

function write(
  { system, user, isHeld }: ModelTask,
  lines: readonly NumberedLine[],
  fault: AnswerFault | undefined,
  obey: Temper['obey'],
): string {
  if (lines.length > 0) {
    const translated = translateLines(system, lines);
    const isSpoilt = fault !== undefined && fault !== 'cut' && fault !== 'filtered' && fault !== 'refused';
    const written = obey ? obey(lines, translated) : translated;
    return writeLines(written, isHeld, isSpoilt && !isOfSummaries(fault) ? fault : undefined);
  }
  const { article } = JSON.parse(user) as { article: string };
  return writeSummary(system, article, isOfSummaries(fault) ? fault : undefined);
}

const CHARACTERS_PER_TOKEN = 4;

function countTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
