/**
 * What a command may use besides its arguments. `main.ts` passes it in, so that tests can fix the time and read the output; nothing below
 * the entry uses the clock or the console directly.
 */
export interface Effects {
  /** The instant at which the command runs. */
  now(): Date;
  /** One line (or block) for the reader, on standard output. */
  out(text: string): void;
  /** One line of progress or warning, on standard error. */
  err(text: string): void;
  /** Wait; if absent, nothing waits. */
  wait?(milliseconds: number): Promise<void>;
  /** Take these rights away from the files that the command makes; if absent, they stay as they are. */
  umask?(mask: number): void;
  /** Aborted when the process is asked to end (SIGINT, SIGTERM); asking for it lets the command end by itself. Absent where nothing asks. */
  stopSignal?(): AbortSignal;
  /** Environment variables; if absent, none is set. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The interactive terminal on which progress is redrawn in place; absent when output is not a terminal. */
  readonly terminal?: NodeJS.WriteStream;
}
