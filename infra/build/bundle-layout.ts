/** Folder of the code inside a function's package. It mirrors the repository, so that relative paths to models hold. */
export const BUNDLE_CODE_FOLDER = 'functions/wiring';

/** The handler as Lambda addresses it. */
export const BUNDLE_HANDLER = `${BUNDLE_CODE_FOLDER}/index.handler`;

/** The newsroom's terms inside a function's package, relative to Lambda's working directory. */
export const BUNDLE_GLOSSARY = 'glossary.csv';

/** Licences of what a function's code was bundled from. */
export const BUNDLE_NOTICES = 'THIRD-PARTY-NOTICES.txt';
