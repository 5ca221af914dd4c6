/**
 * What a command may touch outside its arguments. Handed in by `main.ts`, so that tests can fix the time
 * and read what was printed; nothing below the entry asks the clock or the console itself.
 */
export interface Effects {
  /** The instant the command runs at. */
  now(): Date;
  /** One line (or block) for the reader, on standard output. */
  out(text: string): void;
  /** One line of progress or trouble, on standard error. */
  err(text: string): void;
  /** Let time pass; without it nothing is waited for. */
  wait?(milliseconds: number): Promise<void>;
  /** The terminal a person is watching, on which progress is redrawn in place; absent where nobody does. */
  readonly terminal?: NodeJS.WriteStream;
}
