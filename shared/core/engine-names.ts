/** Translation engines, by the names that requests and settings have for them. */
export const ENGINE_NAMES = ['amazon', 'bedrock', 'openai', 'local'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

const IDS: Readonly<Record<EngineName, readonly string[]>> = {
  amazon: ['amazon-translate'],
  bedrock: ['bedrock'],
  openai: ['openai'],
  local: ['bergamot', 'phrase'],
};

/** The ids by which results say that this engine made them. */
export function engineIdsOf(name: EngineName): readonly string[] {
  return IDS[name];
}
