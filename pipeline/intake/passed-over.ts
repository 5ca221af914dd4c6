/** What programs leave beside reports: uploads under way, lock files, thumbnails, what a Macintosh adds to an archive. */
const PASSED_OVER = /^(?:\..*|~\$.*|thumbs\.db|desktop\.ini|__MACOSX|.*\.(?:part|filepart|tmp))$/iu;

/**
 * Whether a file name is one that programs leave beside reports: passed over without a letter.
 *
 * @example
 * isPassedOver("~$失业保险月报.xlsx") // true
 */
export const isPassedOver = (name: string): boolean => PASSED_OVER.test(name);
