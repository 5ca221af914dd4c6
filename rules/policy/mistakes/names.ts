/** A name as it is compared: without spaces, with full-width letters and capitals as plain small ones. */
export const plainName = (name: string): string => name.normalize("NFKC").replace(/\s/g, "").toLowerCase();

/** Whether two names are read as the same: `Li Si`, `LI SI` and `ＬＩＳＩ`. */
export const isSameName = (a: string, b: string): boolean => plainName(a) === plainName(b);
