/** A text from our own code as an SQL literal. Values from outside are bound, never written this way. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
