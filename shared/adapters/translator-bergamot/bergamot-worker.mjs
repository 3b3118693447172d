// One Bergamot engine in a thread of its own. Plain JavaScript in one file, so that a worker thread loads it the same
// way from source, under the test runner and beside a bundle. It answers { ready }, then { translations } to each
// { lines }; { problem } names a model file that cannot be used. If the WASM aborts, the thread dies and is replaced.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import vm from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * @typedef {{ path: string, bytes: number, sha256: string }} ModelFile
 * @typedef {{ wasm: WebAssembly.Module, glue: string, config: string,
 *   files: { model: ModelFile, vocabulary: ModelFile, shortlist?: ModelFile } }} Setup
 * @typedef {{ delete(): void }} Freed
 * @typedef {Freed & { getByteArrayView(): Int8Array }} Memory
 * @typedef {Freed & { push_back(item: unknown): void }} List
 * @typedef {Freed & { getTranslatedText(): string }} Answer
 * @typedef {Freed & { get(index: number): Answer }} Answers
 * @typedef {{
 *   asm: Record<string, (...values: unknown[]) => unknown>,
 *   AlignedMemory: new (bytes: number, alignment: number) => Memory,
 *   AlignedMemoryList: new () => List,
 *   VectorString: new () => List,
 *   VectorResponseOptions: new () => List,
 *   TranslationModel: new (config: string, model: Memory, shortlist: Memory, vocabularies: List, quality: null) => Freed,
 *   BlockingService: new (options: { cacheSize: number }) => Freed & {
 *     translate(model: Freed, lines: List, options: List): Answers },
 * }} Bergamot
 */

/** What the module imports as `wasm_gemm` it exports itself, under these names; Firefox has a native one. */
const GEMM = {
  int8_prepare_a: 'int8PrepareAFallback',
  int8_prepare_b: 'int8PrepareBFallback',
  int8_prepare_b_from_transposed: 'int8PrepareBFromTransposedFallback',
  int8_prepare_b_from_quantized_transposed: 'int8PrepareBFromQuantizedTransposedFallback',
  int8_prepare_bias: 'int8PrepareBiasFallback',
  int8_multiply_and_add_bias: 'int8MultiplyAndAddBiasFallback',
  int8_select_columns_of_b: 'int8SelectColumnsOfBFallback',
};
/** Alignments that Marian asks of weights, and of everything else. */
const WEIGHTS_ALIGNMENT = 256;
const ALIGNMENT = 64;

class ModelProblem extends Error {}

/**
 * @param {Setup} setup
 * @returns {Promise<Bergamot>}
 */
function startRuntime({ wasm, glue }) {
  return new Promise((resolve, reject) => {
    const quiet = () => {};
    const module = {
      /** @type {Bergamot['asm']} */
      asm: {},
      print: quiet,
      printErr: quiet,
      onAbort: () => reject(new Error('The engine stopped while starting.')),
      onRuntimeInitialized: () => resolve(/** @type {Bergamot} */ (/** @type {unknown} */ (module))),
      /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance) => void} accept */
      instantiateWasm(imports, accept) {
        const gemm = Object.fromEntries(
          Object.entries(GEMM).map(([name, own]) => [
            name,
            (/** @type {unknown[]} */ ...values) => module.asm[own]?.(...values),
          ]),
        );
        WebAssembly.instantiate(wasm, { ...imports, wasm_gemm: gemm }).then(accept, reject);
        return {};
      },
    };
    // The glue is a classic script around a variable `Module`: a function gives it that and a scope.
    vm.runInThisContext(`(function (Module) {${glue}\n})`, { filename: 'bergamot-translator-worker.js' })(module);
  });
}

/**
 * The file's bytes, if it is the one it should be.
 * @param {ModelFile} file
 */
function readModelFile(file) {
  const name = basename(file.path);
  let content;
  try {
    content = readFileSync(file.path);
  } catch {
    throw new ModelProblem(`${name} cannot be read`);
  }
  if (content.length !== file.bytes) throw new ModelProblem(`${name} is not ${file.bytes} bytes long`);
  if (createHash('sha256').update(content).digest('hex') !== file.sha256) {
    throw new ModelProblem(`${name} is not the file it should be (SHA-256 differs)`);
  }
  return content;
}

/**
 * The bytes in the engine's memory.
 * @param {Bergamot} bergamot @param {Buffer} content @param {number} alignment
 */
function load(bergamot, content, alignment) {
  const memory = new bergamot.AlignedMemory(content.length, alignment);
  memory.getByteArrayView().set(content);
  return memory;
}

/**
 * @param {Setup} setup
 * @returns {Promise<(lines: readonly string[]) => string[]>}
 */
async function startEngine(setup) {
  const { files } = setup;
  // Before the engine is started: what it would be started for is in vain where a file is damaged.
  const model = readModelFile(files.model);
  const vocabulary = readModelFile(files.vocabulary);
  const shortlist = files.shortlist ? readModelFile(files.shortlist) : Buffer.alloc(0);
  const bergamot = await startRuntime(setup);
  const weights = load(bergamot, model, WEIGHTS_ALIGNMENT);
  const words = load(bergamot, vocabulary, ALIGNMENT);
  const likely = load(bergamot, shortlist, ALIGNMENT);
  const vocabularies = new bergamot.AlignedMemoryList();
  vocabularies.push_back(words);
  const translator = new bergamot.TranslationModel(setup.config, weights, likely, vocabularies, null);
  for (const moved of [vocabularies, weights, words, likely]) moved.delete();
  const service = new bergamot.BlockingService({ cacheSize: 0 });

  return (lines) => {
    const texts = new bergamot.VectorString();
    const options = new bergamot.VectorResponseOptions();
    for (const line of lines) {
      texts.push_back(line);
      options.push_back({ qualityScores: false, alignment: false, html: false });
    }
    const answers = service.translate(translator, texts, options);
    const translations = lines.map((_, index) => {
      const answer = answers.get(index);
      const text = answer.getTranslatedText();
      answer.delete();
      return text;
    });
    for (const used of [answers, texts, options]) used.delete();
    return translations;
  };
}

try {
  const translate = await startEngine(workerData);
  translate(['Oui.']); // the model is built at its first use: better now than in a reader's time, and a bad one dies here
  parentPort?.on('message', ({ lines }) => parentPort?.postMessage({ translations: translate(lines) }));
  parentPort?.postMessage({ ready: true });
} catch (error) {
  if (!(error instanceof ModelProblem)) throw error;
  parentPort?.postMessage({ problem: error.message });
}
