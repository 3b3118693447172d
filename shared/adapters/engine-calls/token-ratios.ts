/** Characters a token of French news; how it was measured is told in `translator-llm/estimate-tokens.ts`. */
export const FRENCH_CHARACTERS_PER_TOKEN = 3.6;
/** The same of instructions in English. */
export const INSTRUCTION_CHARACTERS_PER_TOKEN = 4.5;
