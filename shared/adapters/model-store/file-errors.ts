import { DepecheError } from '../../core/errors.ts';

/** Whether the file system refused something; what goes wrong on the network has another shape. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

/** The folder of models cannot be read or written. */
export function folderProblem(directory: string, cause: NodeJS.ErrnoException & { code: string }): DepecheError {
  const what = cause.code === 'ENOSPC' ? 'has no room left' : `cannot be used (${cause.code})`;
  return new DepecheError(
    'translator-unavailable',
    `The folder of the local models, ${directory}, ${what}. Put that right, or name another with DEPECHE_DATA_DIR.`,
    { cause, retryable: false },
  );
}
