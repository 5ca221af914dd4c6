/** Files that programs leave beside reports: unfinished uploads, lock files, thumbnails, what macOS adds to an archive. */
const PASSED_OVER = /^(?:\..*|~\$.*|thumbs\.db|desktop\.ini|__MACOSX|.*\.(?:part|filepart|tmp))$/iu;

/**
 * Whether a file name is one that programs leave beside reports; such files are ignored without a letter.
 *
 * @example
 * isPassedOver("~$失业保险月报.xlsx") // true
 */
export const isPassedOver = (name: string): boolean => PASSED_OVER.test(name);
