/** Settings that can't be used: one line for each, by name and what it should be, never its value. */
export class SettingsError extends Error {
  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.map((problem) => `The setting ${problem}`).join('\n'), options);
    this.name = 'SettingsError';
  }
}
