// The real worker, with words that kill it: "Mortel" as the engine dies (an error while it translates), "Fatal" as a
// thread is ended, "Fragile" only beside other lines, as if one of those had been the cause.
import { parentPort } from 'node:worker_threads';

const send = parentPort?.postMessage.bind(parentPort);
let isDying = false;
Object.assign(parentPort ?? {}, {
  postMessage(/** @type {unknown} */ message) {
    if (isDying) throw new Error('The engine aborted.');
    send?.(message);
  },
});
parentPort?.on('message', (/** @type {{ lines: string[] }} */ { lines }) => {
  const text = lines.join('\n');
  isDying = text.includes('Mortel');
  if (text.includes('Fatal')) process.exit(9);
  if (text.includes('Fragile') && lines.length > 1) process.exit(9);
});
await import('../../../shared/adapters/translator-bergamot/bergamot-worker.mjs');
