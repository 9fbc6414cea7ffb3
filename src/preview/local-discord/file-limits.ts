/** Files that one message takes. */
export const MAX_FILES = 10;

/** The largest file that Discord takes from whoever pays for nothing. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
